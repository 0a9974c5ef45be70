"""The web chat: one page, a few JSON answers, and a stream that only says *look*."""
