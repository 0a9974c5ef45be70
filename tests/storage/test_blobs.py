"""The store of documents, in a folder and in S3."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.blobs import BlobMissingError, Blobs, BlobsDownError
from tests.storage.s3 import S3, s3

NAME = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[S3]:
    async with s3() as started:
        monkeypatch.setenv("AWS_ENDPOINT_URL", started.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_REGION", "ap-southeast-3")
        yield started


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "folder":
        return Blobs((tmp_path / "a folder").as_uri())
    request.getfixturevalue("server")
    return Blobs("s3://bucket/documents")


async def test_what_is_put_is_got(blobs: Blobs) -> None:
    await blobs.put(NAME, "original", b"sealed")
    await blobs.put(NAME, "original", b"sealed again")
    assert await blobs.get(NAME, "original") == b"sealed again"


async def test_what_is_not_there(blobs: Blobs) -> None:
    with pytest.raises(BlobMissingError):
        await blobs.get(NAME, "original")


async def test_a_folder_goes_as_a_whole_and_alone(blobs: Blobs) -> None:
    other = NAME[::-1]
    for folder, name in ((NAME, "original"), (NAME, "1"), (other, "original")):
        await blobs.put(folder, name, b"sealed")
    await blobs.remove(NAME)
    await blobs.remove(NAME)
    assert await blobs.get(other, "original") == b"sealed"
    for name in ("original", "1"):
        with pytest.raises(BlobMissingError):
            await blobs.get(NAME, name)


async def test_keys_lie_under_the_prefix(server: S3) -> None:
    await Blobs("s3://bucket/documents").put(NAME, "original", b"sealed")
    assert list(server.objects) == [f"documents/01/{NAME}/original"]


async def test_a_store_that_is_down_is_said_so(server: S3) -> None:
    blobs = Blobs("s3://bucket/documents")
    server.down = True
    with pytest.raises(BlobsDownError):
        await blobs.put(NAME, "original", b"sealed")
    with pytest.raises(BlobsDownError):
        await blobs.get(NAME, "original")
    with pytest.raises(BlobsDownError):
        await blobs.remove(NAME)
