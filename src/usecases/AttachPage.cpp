#include "usecases/AttachPage.h"

#include "sealing/BlobSealing.h"

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

base::Result<protocol::AttachmentRef> storeFile(OpenDraft &draft, const attachments::PageFile &file,
                                                Tools &tools)
{
    auto sealed = sealing::sealBlob(file.bytes, tools.random);
    if (!sealed)
        return sealed.error();
    const auto written = tools.store.writeBlob(draft.facts().id, sealed->sealed);
    if (!written)
        return written.error();
    protocol::AttachmentRef ref;
    ref.name = sealing::attachmentName(*written, file.extension);
    ref.blob = *written;
    ref.key = sealed->key;
    ref.mediaType = file.mediaType;
    ref.size = static_cast<std::uint64_t>(file.bytes.size());
    return ref;
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

namespace {

/// The question's own limit (orx:max-pixels) before the pack's for the whole form.
int longestSide(const OpenDraft &draft, forms::NodeId target)
{
    const int own = draft.instance().parameter(target, QStringLiteral("orx:max-pixels")).toInt();
    return own > 0 ? own : draft.form().description.imageLongestSide;
}

} // namespace

base::Result<void> AttachPage::execute(OpenDraft &draft, forms::NodeId target,
                                       const ports::CapturedPage &page)
{
    const forms::FormInstance &form = draft.instance();
    const attachments::PageLimits limits{form.parameter(target, QStringLiteral("mediatype")),
                                         longestSide(draft, target)};
    const auto file = attachments::preparePage(page.bytes, limits);
    if (!file)
        return file.error();
    const auto ref = storeFile(draft, *file, m_tools);
    if (!ref)
        return ref.error();
    const auto upload = uploadIn(draft, target);
    if (!upload)
        return upload.error();
    const auto report = draft.instance().setValue(*upload, ref->name);
    if (!report)
        return report.error();
    if (auto noted = draft.note(*report); !noted)
        return noted;
    draft.pending().noteAttachment({draft.instance().stablePath(*upload), *ref});
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
