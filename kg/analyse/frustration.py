"""Two camps with the least frustration: the actors and issues of a signed network go in, each actor's camp comes out.

The *frustration index* (line index of balance) of a signed network is the least number of edges that any division into two
camps leaves wrong: agreements between the camps and oppositions within one. Doreian and Mrvar, "A partitioning approach
to structural balance" (1996), https://doi.org/10.1016/0378-8733(95)00259-6; Aref and
Wilson, "Balance and frustration in signed networks" (2019), https://doi.org/10.1093/comnet/cny015.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse.linalg import LinearOperator, eigsh

from kg.analyse.signed import Issue, matrix

#: up to this many actors every division is tried
EXACT = 12
#: digits of the eigenvector that count, so that the last bits of a machine's arithmetic don't
DIGITS = 6


def two_camps(actors: Sequence[str], found: Sequence[Issue]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return two camps of *actors* (sorted) that leave as few edges of *found* frustrated as could be found.

    Up to 12 actors the division is the best there is. Beyond, finding it is NP-hard, and the division is a local optimum:
    no actor's change of camp betters it. It is searched from the signs of the leading eigenvector of the signed adjacency
    matrix (the relaxation of the problem to real numbers) and from one camp of all; the better end is taken. Each pass
    over the actors takes time linear in the entries of the matrix. Nothing is drawn at random. The first camp holds the
    first actor; the second is empty where one camp of all is best.

    >>> two_camps(["a", "b", "c"], [Issue(pro=("a", "c"), con=("b",))])
    (('a', 'c'), ('b',))
    """
    entries = matrix(actors, found)
    if len(actors) <= EXACT:
        camp = _exact(entries)
    else:
        ends = [_search(entries, start) for start in (_spectral(entries), np.ones(len(actors), dtype=np.int64))]
        camp = max(ends, key=lambda signs: (_balance(entries, signs), tuple(signs)))
    first = tuple(a for a, sign in zip(actors, camp, strict=True) if sign == camp[0])
    second = tuple(a for a, sign in zip(actors, camp, strict=True) if sign != camp[0])
    return first, second


def _balance(entries: Any, signs: Any) -> int:
    """Return Σ (column sum)²; an issue of n actors has (n² - (column sum)²) / 4 frustrated edges, so more is better."""
    sums = entries.T @ signs
    return int(sums @ sums)


def _exact(entries: Any) -> Any:
    """Return the best signs of all; of equally good ones those with the most actors in the first one's camp, then by order."""
    n = entries.shape[0]
    codes = np.arange(2 ** (n - 1), dtype=np.int64)
    every = np.ones((len(codes), n), dtype=np.int64)
    every[:, 1:] = 1 - 2 * ((codes[:, None] >> np.arange(n - 2, -1, -1)) & 1)
    sums = every @ entries.toarray()
    best = np.lexsort((codes, -every.sum(axis=1), -(sums * sums).sum(axis=1)))[0]
    return every[best]


def _spectral(entries: Any) -> Any:
    """Return the signs of the leading eigenvector of the adjacency matrix, a zero as plus."""
    n = entries.shape[0]
    own = np.asarray((entries * entries).sum(axis=1)).ravel()

    def adjacency(vector: Any) -> Any:
        return entries @ (entries.T @ vector.ravel()) - own * vector.ravel()

    operator = LinearOperator((n, n), matvec=adjacency, dtype=np.float64)
    _, vectors = eigsh(operator, k=1, which="LA", v0=np.linspace(1.0, 2.0, n), tol=1e-8)
    leading = vectors[:, 0]
    scaled = np.round(leading / np.abs(leading).max(), DIGITS)
    signs = np.where(scaled < 0, -1, 1).astype(np.int64)
    return signs * signs[0]


def _search(entries: Any, start: Any) -> Any:
    """Return *start* after every change of camp that betters the balance, actor by actor, until none does."""
    rows = [
        list(zip(entries.indices[a:b].tolist(), entries.data[a:b].tolist(), strict=True))
        for a, b in zip(entries.indptr, entries.indptr[1:], strict=False)
    ]
    signs: list[int] = start.tolist()
    sums: list[int] = (entries.T @ start).tolist()
    changed = True
    while changed:
        changed = False
        for n, row in enumerate(rows):
            # Without the actor's own part, his row times the sums says how far the others are on his side.
            if signs[n] * sum(sign * sums[column] for column, sign in row) < len(row):
                signs[n] = -signs[n]
                for column, sign in row:
                    sums[column] += 2 * sign * signs[n]
                changed = True
    return np.array(signs, dtype=np.int64)
