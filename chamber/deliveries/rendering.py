"""The head and foot of a sheet, and its bytes as xlsx, csv or json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from chamber.deliveries.delta import CHANGED, NEW, STALLED, WITHDRAWN, SheetRow, describe
from chamber.deliveries.drafting import Draft
from chamber.deliveries.layout import Layout
from chamber.deliveries.returned import row_key
from chamber.workspace import Reader, Workspace


def make_layout(ws: Workspace, reader: Reader, planned: Draft, number: str, lang: str, form: str) -> Layout:
    """The head and foot of the sheet."""
    house = reader.row("chamber", 1) or {}
    total = sum(row.mark != WITHDRAWN for row in planned.rows)
    title = f"{house.get('name') or ''}招商线索{'台账' if form == 'full' else '周报表'}"
    parts = [f"{mark}{planned.count(mark)}个" for mark in (NEW, CHANGED, WITHDRAWN, STALLED) if planned.count(mark)]
    kinds: dict[str, int] = {}
    for row in planned.rows:
        kind = row.cells.get("kind", "")
        if kind and row.mark != WITHDRAWN:
            kinds[kind] = kinds.get(kind, 0) + 1
    of_which = "，其中" + "、".join(f"{kind}{count}个" for kind, count in kinds.items()) if kinds else ""
    summary = f"共上报在谈项目{total}个" + (f"（{'，'.join(parts)}）" if parts else "") + of_which
    notes = [f"报送批次：{number}（{planned.mode}）。灰色栏由联络处填写；空白表示无变化，填写【清空】表示清除。"]
    if planned.masked:
        notes.append(
            f"依据《个人信息保护法》第二十三条，{planned.masked}处个人信息因未取得本人对贵单位的单独同意或按约定已作脱敏处理。"
        )
    return Layout(
        form=form,
        title=title,
        reporting_unit=house.get("name") or "",
        reporter=house.get("reporter") or ws.user,
        phone=house.get("phone") or "",
        reported_on=ws.today.isoformat(),
        summary=summary,
        columns=planned.columns,
        notes=tuple(notes),
        lang=lang,
        overview=True,
    )


def render(layout: Layout, rows: Sequence[SheetRow], number: str, file_format: str, encoding: str) -> bytes:
    """The bytes of the file of a delivery."""
    if file_format == "csv":
        from chamber.exporting.csv_files import ledger_csv

        return ledger_csv(layout, rows, number, encoding)
    if file_format == "json":
        return json.dumps(_as_json(layout, rows, number), ensure_ascii=False, indent=2).encode()
    from chamber.exporting.ledger import ledger_xlsx

    return ledger_xlsx(layout, rows, number)


def _as_json(layout: Layout, rows: Sequence[SheetRow], number: str) -> dict[str, Any]:
    return {
        "delivery": number,
        "title": layout.title,
        "reporting_unit": layout.reporting_unit,
        "reported_on": layout.reported_on,
        "summary": layout.summary,
        "unit": "万元",
        "notes": list(layout.notes),
        "rows": [
            {
                "key": row_key(number, position),
                "mark": row.mark,
                **dict(row.cells),
                "changes": describe(row, layout.columns),
            }
            for position, row in enumerate(rows, 1)
        ],
    }
