"""The filter and the rules as programs: what they hold on other machines than this one."""

from __future__ import annotations

import platform

import pytest
import seccompy
from landlockpy import AccessFS, AccessNet, Scope

from grader.sandbox import policy


@pytest.mark.parametrize("gpu", [False, True])
def test_the_filter_knows_aarch64(monkeypatch: pytest.MonkeyPatch, gpu: bool) -> None:
    """Containers on Apple machines: another table of numbers, the same rules."""
    here = policy.make_filter(7, gpu=gpu).program
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    monkeypatch.setattr(seccompy, "supported", lambda: True)
    there = policy.make_filter(7, gpu=gpu).program
    assert there != here
    assert len(there) > 1000


def test_truncating_is_refused_by_the_filter_where_landlock_can_not() -> None:
    """Before its third version Landlock lets readers empty a file; the filter is another then."""
    old, new = policy.make_filter(2).program, policy.make_filter(3).program
    assert len(old) > len(new)
    assert policy.make_filter(1).program == old
    assert policy.make_filter(6).program == new


@pytest.mark.parametrize("abi", range(1, 8))
def test_rules_keep_to_what_an_older_landlock_can(abi: int) -> None:
    """Each version handles what it knows, and no more."""
    ruleset = policy.make_ruleset(abi)
    try:
        assert bool(ruleset.handled_fs & AccessFS.TRUNCATE) is (abi >= 3)
        assert bool(ruleset.handled_net & AccessNet.CONNECT_TCP) is (abi >= 4)
        assert bool(ruleset.scoped & Scope.SIGNAL) is (abi >= 6)
        assert ruleset.handled_fs & AccessFS.READ_FILE
    finally:
        ruleset.close()


def test_gpu_candidates_may_not_have_signals_sent() -> None:
    """The GPU's profile allows ioctl, but not those that signal or type for others."""
    with_gpu = policy.make_filter(7, gpu=True).program
    for request in (0x5452, 0x8901, 0x8902, 0x5412):
        assert request.to_bytes(4, "little") in with_gpu
