#pragma once

#include "usecases/OpenDraft.h"

namespace luotsi::usecases {

/// A person chooses one side of a conflict. Writes one change of its slot that names every head as parent,
/// and beside it only what the form itself sets because of the answer; exactly one commit. A removed row
/// takes what is inside along; a kept one stays as it stands. NotFound when the question is no longer there.
class SettleConflict
{
public:
    explicit SettleConflict(Tools tools) : m_tools(tools) {}
    /// `conflict` as the draft gave it; may have been settled since, then the choice replaces the last one.
    [[nodiscard]] base::Result<void> execute(OpenDraft &draft, const Conflict &conflict, std::size_t side);

private:
    [[nodiscard]] base::Result<void> chooseValue(OpenDraft &draft, forms::NodeId node,
                                                 const ConflictSide &side);

    Tools m_tools;
};

} // namespace luotsi::usecases
