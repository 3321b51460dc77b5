#pragma once

#include "usecases/OpenDraft.h"

namespace luotsi::usecases {

/// Adds a row at the end of a repeat, with whatever the form puts into a new row; one commit.
/// TypeMismatch when the form does not let rows be added.
class AddRepeatRow
{
public:
    explicit AddRepeatRow(Tools tools) : m_tools(tools) {}
    /// The new row's node.
    [[nodiscard]] base::Result<forms::NodeId> execute(OpenDraft &draft, forms::NodeId repeatRange);

private:
    Tools m_tools;
};

/// Removes a row with all that is in it; one commit. The change names every answer inside as seen, so that an
/// answer somebody else gives there meanwhile is never lost silently.
class RemoveRepeatRow
{
public:
    explicit RemoveRepeatRow(Tools tools) : m_tools(tools) {}
    [[nodiscard]] base::Result<void> execute(OpenDraft &draft, forms::NodeId row);

private:
    Tools m_tools;
};

} // namespace luotsi::usecases
