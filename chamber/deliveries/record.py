"""A delivery: one list as it was sent to one office (DOMAIN.md sections 2 and 7)."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.entity import Record, entity
from chamber.fields import Choice, Code, Date, DateTime, Link, Linked, Number, Text, described
from chamber.i18n import N_
from chamber.text.values import PartialDate

MODES = {"全量": "full", "增量": "delta", "更正": "correction"}
VOID = "作废"
DELIVERY_STATUSES = {"草稿": "draft", "已发送": "sent", "已签收": "received", "已反馈": "answered", VOID: "void"}
SENT = ("已发送", "已签收", "已反馈")
"""The statuses of a delivery that left the house and may be the baseline of the next delta."""
MARKS = {"新增": "new", "变更": "changed", "撤回": "withdrawn", "无进展": "stalled", "": ""}


@entity(name="delivery", noun="delivery", label=N_("Delivery"), plural=N_("Deliveries"), title="number", code="number")
@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Record):
    """报送批次. The rows with the value of every cell lie in the store beside it."""

    number: str = described(Code(), N_("Delivery number"), given=True, listed=True, width=14)
    office: Linked | None = described(Link("office"), N_("Office"), required=True, listed=True, width=24)
    mode: str = described(Choice(MODES), N_("Mode"), listed=True, width=6)
    period_from: str = described(DateTime(), N_("Since"), width=16)
    period_to: str = described(DateTime(), N_("As of"), width=16)
    since: Linked | None = described(Link("delivery"), N_("Baseline"))
    status: str = described(Choice(DELIVERY_STATUSES), N_("Status"), default="草稿", listed=True, width=8)
    rows: int | None = described(Number(), N_("Rows"), listed=True, width=6)
    new: int | None = described(Number(), N_("New"), listed=True, width=6)
    changed: int | None = described(Number(), N_("Changed"), listed=True, width=6)
    withdrawn: int | None = described(Number(), N_("Withdrawn"), listed=True, width=6)
    stalled: int | None = described(Number(), N_("Stalled"), listed=True, width=6)
    masked: int | None = described(Number(), N_("Masked cells"), width=6)
    file_name: str = described(Text(), N_("File"), width=30)
    file_format: str = described(Text(), N_("File format"), width=6)
    sha256: str = described(Text(), N_("SHA-256"), width=16)
    made_at: str = described(DateTime(), N_("Made at"), listed=True, width=16)
    made_by: str = described(Text(), N_("Made by"), width=10)
    sent_at: str = described(DateTime(), N_("Sent at"), width=16)
    sent_by: str = described(Text(), N_("Sent by"), width=10)
    received_on: PartialDate | None = described(Date(), N_("Received on"), listed=True, width=10)
    received_by: str = described(Text(), N_("Received by"), listed=True, width=10)
    answered_at: str = described(DateTime(), N_("Answered at"), width=16)
    void_reason: str = described(Text(), N_("Reason for voiding"), width=20)
    layout: str = described(
        Text(), N_("Layout"), given=True, help=N_("The columns, titles and head of the sheet as it was made (JSON)")
    )
