"""getFile, and where the bytes of a call come from."""

from tests.telegram_server.params import Params, Upload
from tests.telegram_server.refusals import Refusal, bad_request
from tests.telegram_server.world import Json, StoredFile, World

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
_UNKNOWN_FILE = "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"


def get_file(world: World, params: Params) -> Json:
    """Tell where a file of at most 20 MB can be fetched."""
    found = world.files.get(params.text("file_id"))
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(found.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**found.shape(), "file_path": found.path}


def file_of(world: World, params: Params, given: object, folder: str) -> tuple[StoredFile, str]:
    """Return the stored file that a field means, and its name.

    The field is an upload of the same name, `attach://other-field`, or the id of a known file.
    """
    upload = given if isinstance(given, Upload) else _attached(params, str(given or ""))
    if upload is None:
        known = world.files.get(str(given))
        if known is None:
            raise bad_request(_UNKNOWN_FILE)
        return known, known.path.rpartition("/")[2]
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise Refusal(413, "Request Entity Too Large")
    return world.keep(upload.name, upload.data, folder), upload.name


def _attached(params: Params, given: str) -> Upload | None:
    if not given.startswith("attach://"):
        return None
    upload = params.uploads.get(given.removeprefix("attach://"))
    if upload is None:
        raise bad_request("there is no file in the request with the specified name")
    return upload
