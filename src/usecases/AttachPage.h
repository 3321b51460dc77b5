#pragma once

#include "ports/Peripherals.h"
#include "usecases/AttachmentWriting.h"
#include "usecases/OpenDraft.h"

#include <memory>

namespace luotsi::usecases {

/// Attaches one file. Size and kind are said before anything is stored; the sealed bytes are durable before
/// the change that names them; one commit. The person's own file name never enters the draft. The target is
/// an upload question, or a repeat of uploads, which gets a new row.
class AttachPage
{
public:
    explicit AttachPage(Tools tools) : m_tools(tools) {}
    /// From the first byte to the commit in one call: for what is small. Anything else goes through an
    /// AttachmentWriting step by step, then `attach`.
    [[nodiscard]] base::Result<void> execute(OpenDraft &draft, forms::NodeId target,
                                             const ports::CapturedPage &page);
    [[nodiscard]] base::Result<void> execute(OpenDraft &draft, forms::NodeId target,
                                             std::unique_ptr<base::ByteSource> file);
    /// Makes a finished writing the value of the question.
    [[nodiscard]] base::Result<void> attach(OpenDraft &draft, forms::NodeId target,
                                            const AttachmentWriting &writing);

private:
    [[nodiscard]] base::Result<forms::NodeId> uploadIn(OpenDraft &draft, forms::NodeId target);

    Tools m_tools;
};

/// Takes an attachment back out: the answer of an upload question is cleared, a row of a repeat of uploads
/// goes. One commit. The sealed bytes stay until the store lets them go.
class RemoveAttachment
{
public:
    explicit RemoveAttachment(Tools tools) : m_tools(tools) {}
    [[nodiscard]] base::Result<void> execute(OpenDraft &draft, forms::NodeId uploadOrRow);

private:
    Tools m_tools;
};

/// The upload question of a row of a repeat of uploads; null when the row has another shape.
[[nodiscard]] forms::NodeId uploadOf(const forms::FormInstance &instance, forms::NodeId row);

} // namespace luotsi::usecases
