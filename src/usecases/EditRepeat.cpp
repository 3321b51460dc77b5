#include "usecases/EditRepeat.h"

#include <algorithm>

namespace luotsi::usecases {

base::Result<forms::NodeId> AddRepeatRow::execute(OpenDraft &draft, forms::NodeId repeatRange)
{
    const auto report = draft.instance().addRow(
        repeatRange, QString::fromLatin1(m_tools.random.make<protocol::RowId>().toHex()));
    if (!report)
        return report.error();
    if (auto noted = draft.note(*report); !noted)
        return noted.error();
    const QString repeat = draft.instance().stablePath(repeatRange);
    const auto added =
        std::find_if(report->rows.begin(), report->rows.end(),
                     [&](const forms::RowChange &row) { return row.added && row.row.repeat == repeat; });
    if (added == report->rows.end())
        return {base::ErrorCode::Internal, QStringLiteral("no row was added")};
    const forms::NodeId row = added->node;
    if (auto stored = draft.commit(m_tools); !stored)
        return stored.error();
    return row;
}

base::Result<void> RemoveRepeatRow::execute(OpenDraft &draft, forms::NodeId row)
{
    const auto report = draft.instance().removeRow(row);
    if (!report)
        return report.error();
    if (auto noted = draft.note(*report); !noted)
        return noted;
    return draft.commit(m_tools);
}

} // namespace luotsi::usecases
