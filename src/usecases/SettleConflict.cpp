#include "usecases/SettleConflict.h"

namespace luotsi::usecases {

namespace {

base::Result<void> setValue(OpenDraft &draft, forms::NodeId node, const QString &value)
{
    const auto report = draft.instance().setValue(node, value);
    if (!report)
        return report.error();
    return draft.note(*report);
}

} // namespace

base::Result<void> SettleConflict::chooseValue(OpenDraft &draft, forms::NodeId node, const ConflictSide &side)
{
    const QString path = draft.instance().stablePath(node);
    if (draft.instance().keptValue(node) == side.value) {
        // What the form's actions derive from this answer has to be derived again: it must see a change.
        if (auto cleared = setValue(draft, node, {}); !cleared)
            return cleared;
    }
    if (auto set = setValue(draft, node, side.value); !set)
        return set;
    if (side.file)
        draft.pending().noteAttachment({path, *side.file});
    else if (!draft.pending().holds(path))
        draft.pending().put(path, protocol::AnswerBody{path, side.value});
    return {};
}

base::Result<void> SettleConflict::execute(OpenDraft &draft, const Conflict &conflict, std::size_t side)
{
    if (side >= conflict.sides.size())
        return base::ErrorCode::NotFound;
    const forms::NodeId node = draft.instance().find(conflict.path);
    if (node.isNull())
        return base::ErrorCode::NotFound;
    const ConflictSide &chosen = conflict.sides[side];
    switch (chosen.choice) {
    case ConflictSide::Choice::Value:
        if (auto put = chooseValue(draft, node, chosen); !put)
            return put;
        break;
    case ConflictSide::Choice::KeepRow:
        draft.pending().put(conflict.path,
                            protocol::RepeatAddBody{conflict.repeat, conflict.row, conflict.position});
        break;
    case ConflictSide::Choice::RemoveRow: {
        const auto report = draft.instance().removeRow(node);
        if (!report)
            return report.error();
        if (auto noted = draft.note(*report); !noted)
            return noted;
        break;
    }
    }
    return draft.commit(m_tools);
}

} // namespace luotsi::usecases
