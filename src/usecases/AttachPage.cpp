#include "usecases/AttachPage.h"

namespace luotsi::usecases {

forms::NodeId uploadOf(const forms::FormInstance &instance, forms::NodeId row)
{
    for (const forms::NodeId child : instance.children(row)) {
        if (instance.control(child) == forms::ControlKind::Upload)
            return child;
        if (instance.kind(child) == forms::NodeKind::Group) {
            if (const forms::NodeId inner = uploadOf(instance, child); !inner.isNull())
                return inner;
        }
    }
    return {};
}

base::Result<forms::NodeId> AttachPage::uploadIn(OpenDraft &draft, forms::NodeId target)
{
    forms::FormInstance &instance = draft.instance();
    if (instance.kind(target) != forms::NodeKind::RepeatRange)
        return target;
    const QString row = QString::fromLatin1(m_tools.random.make<protocol::RowId>().toHex());
    const auto report = instance.addRow(target, row);
    if (!report)
        return report.error();
    if (auto noted = draft.note(*report); !noted)
        return noted.error();
    const forms::NodeId upload = uploadOf(instance, instance.children(target).back());
    if (upload.isNull())
        return {base::ErrorCode::NotFound, QStringLiteral("no upload in the row")};
    return upload;
}

base::Result<void> AttachPage::execute(OpenDraft &draft, forms::NodeId target,
                                       const ports::CapturedPage &page)
{
    return execute(draft, target, std::make_unique<base::BytesInMemory>(page.bytes));
}

base::Result<void> AttachPage::execute(OpenDraft &draft, forms::NodeId target,
                                       std::unique_ptr<base::ByteSource> file)
{
    auto writing = AttachmentWriting::begin(m_tools, draft, target, std::move(file));
    if (!writing)
        return writing.error();
    while (!writing->finished()) {
        if (auto stepped = writing->step(); !stepped)
            return stepped;
    }
    return attach(draft, target, *writing);
}

base::Result<void> AttachPage::attach(OpenDraft &draft, forms::NodeId target,
                                      const AttachmentWriting &writing)
{
    const protocol::AttachmentRef &ref = writing.reference();
    const auto upload = uploadIn(draft, target);
    if (!upload)
        return upload.error();
    const auto report = draft.instance().setValue(*upload, ref.name);
    if (!report)
        return report.error();
    if (auto noted = draft.note(*report); !noted)
        return noted;
    draft.pending().noteAttachment({draft.instance().stablePath(*upload), ref});
    return draft.commit(m_tools);
}

base::Result<void> RemoveAttachment::execute(OpenDraft &draft, forms::NodeId uploadOrRow)
{
    forms::FormInstance &instance = draft.instance();
    const bool isRow = instance.kind(uploadOrRow) == forms::NodeKind::RepeatInstance;
    const auto report = isRow ? instance.removeRow(uploadOrRow) : instance.setValue(uploadOrRow, QString());
    if (!report)
        return report.error();
    if (auto noted = draft.note(*report); !noted)
        return noted;
    return draft.commit(m_tools);
}

} // namespace luotsi::usecases
