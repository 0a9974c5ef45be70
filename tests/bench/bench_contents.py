"""What the look at a document finds on both halves of the synthetic ones, as a table."""

import pytest

from tests.inspection.scoring import score
from tests.inspection.synthetic import Half


@pytest.mark.parametrize("half", ["seen", "unseen"])
async def bench_what_is_found(half: Half) -> None:
    total = await score(half)
    print(f"\n{half}\n{total.table()}")
    print(f"{'recall without recognition':<32}{total.recall('pixels', 'text'):.1%}")
    print(f"{'recall with recognition':<32}{total.recall('ocr'):.1%}")
    print(f"{'fields from text':<32}{total.accuracy('text'):.1%}")
    print(f"{'fields by recognition':<32}{total.accuracy('scan', 'photo'):.1%}")
