"""What can be done with a lead, for every screen that shows one: mixed in, it brings the commands."""

from __future__ import annotations

from typing import cast

from tui.base import ChamberScreen

LEAD_WORK = (
    "advance", "log", "fund", "verify_funds", "hand_over", "merge_lead", "pass_on", "reopen", "remind", "referral",
)  # fmt: skip


class LeadCommands:
    """Mixed into a `ChamberScreen` before it; `lead_id` is the lead the commands mean, 0 for none."""

    @property
    def lead_id(self) -> int:
        raise NotImplementedError

    @property
    def _screen(self) -> ChamberScreen:
        return cast("ChamberScreen", self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in LEAD_WORK:
            return bool(self.lead_id)
        return super().check_action(action, parameters)  # type: ignore[misc, no-any-return]

    def action_advance(self) -> None:
        from tui.leadwork import open_advance

        open_advance(self._screen, self.lead_id)

    def action_log(self) -> None:
        from tui.leadwork import open_log

        open_log(self._screen, self.lead_id)

    def action_referral(self) -> None:
        from tui.leadwork import open_referral

        open_referral(self._screen, self.lead_id)

    def action_remind(self) -> None:
        from tui.leadwork import open_reminders

        open_reminders(self._screen, self.lead_id)

    def action_fund(self) -> None:
        from tui.leadhands import open_fund

        open_fund(self._screen, self.lead_id)

    def action_verify_funds(self) -> None:
        from tui.leadhands import open_verify

        open_verify(self._screen, self.lead_id)

    def action_hand_over(self) -> None:
        from tui.leadhands import open_hand_over

        open_hand_over(self._screen, self.lead_id)

    def action_merge_lead(self) -> None:
        from tui.leadhands import open_merge

        open_merge(self._screen, self.lead_id)

    def action_pass_on(self) -> None:
        from tui.leadhands import open_pass_on

        open_pass_on(self._screen, self.lead_id)

    def action_reopen(self) -> None:
        from tui.leadhands import reopen

        reopen(self._screen, self.lead_id)
