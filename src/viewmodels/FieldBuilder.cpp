#include "viewmodels/FieldBuilder.h"

#include "domain/IdentityCode.h"
#include "usecases/AttachPage.h"
#include "viewmodels/ConflictBuilder.h"
#include "viewmodels/FieldLooks.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

using forms::NodeId;
using usecases::AnswerKind;
using usecases::OpenDraft;

FieldContent contentOf(const OpenDraft &draft, NodeId node, Field::Kind kind)
{
    const forms::FormInstance &instance = draft.instance();
    FieldContent content;
    content.label = instance.label(node);
    content.hint = instance.hint(node);
    content.why = instance.guidance(node);
    content.unit = kind == Field::Money || kind == Field::Balance ? QStringLiteral("\u20ac") : QString();
    content.required = instance.isRequired(node);
    content.readOnly = instance.isReadOnly(node);
    const bool answerable =
        kind != Field::Note && kind != Field::Upload && kind != Field::Drawing && kind != Field::Trigger;
    const bool inConflict = draft.conflicts().contains(instance.stablePath(node));
    content.canSkip = answerable && !content.required && !content.readOnly && !inConflict;
    if (content.readOnly && kind != Field::Upload && kind != Field::Drawing)
        content.shown = usecases::readText(instance, node, instance.value(node));
    readLook(draft.form(), instance, node, content);
    return content;
}

/// Label and hint of a repeat of uploads stand on the repeat or on the upload inside, which is there only
/// when a row is.
FieldContent uploadRepeatContent(const OpenDraft &draft, NodeId range)
{
    const forms::FormInstance &instance = draft.instance();
    FieldContent content = contentOf(draft, range, Field::Upload);
    const std::vector<NodeId> rows = instance.children(range);
    const NodeId upload = rows.empty() ? NodeId{} : usecases::uploadOf(instance, rows.front());
    if (!upload.isNull()) {
        if (content.hint.isEmpty())
            content.hint = instance.hint(upload);
        if (content.why.isEmpty())
            content.why = instance.guidance(upload);
    }
    content.required = false;
    content.readOnly = !instance.canAddRow(range);
    return content;
}

std::vector<Option> optionsOf(const OpenDraft &draft, NodeId node, const QStringList &selected)
{
    std::vector<Option> options;
    for (const forms::Option &option : draft.instance().options(node)) {
        options.push_back(
            {option.value, option.label, selected.contains(option.value),
             draft.form().description.exclusiveChoices.contains(option.value),
             pictureUrl(draft.form(), option.media.image),
             mediaFile(draft.form(), option.media.audio).isEmpty() ? QString() : option.media.audio});
    }
    return options;
}

/// Choices the person has put in order first; what a filter has brought since comes after them.
std::vector<Option> ranked(std::vector<Option> options, const QString &value)
{
    const QStringList order = value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto place = [&](const Option &option) {
        const auto at = order.indexOf(option.value);
        return at < 0 ? order.size() : at;
    };
    std::stable_sort(options.begin(), options.end(),
                     [&](const Option &a, const Option &b) { return place(a) < place(b); });
    return options;
}

AttachedPage pageOf(const OpenDraft &draft, NodeId upload, int number, const QString &ref)
{
    const protocol::AttachmentRef *file = draft.attachment(draft.instance().stablePath(upload));
    const qint64 size = file != nullptr ? static_cast<qint64>(file->size) : 0;
    //: Name of one attached page in a list; %1 is its number.
    //% "Page %1"
    const QString name = qtTrId("attachment-page-number").arg(number);
    return {name, size > 0 ? sizeText(size, draft.instance().language()) : QString(), ref};
}

std::vector<AttachedPage> pagesOf(const OpenDraft &draft, const RepeatShapes &shapes, NodeId node)
{
    const forms::FormInstance &instance = draft.instance();
    std::vector<AttachedPage> pages;
    if (!isUploadRepeat(instance, shapes, node)) {
        if (!instance.value(node).isEmpty())
            pages.push_back(pageOf(draft, node, 1, instance.stablePath(node)));
        return pages;
    }
    for (const NodeId row : instance.children(node)) {
        const NodeId upload = usecases::uploadOf(instance, row);
        if (!upload.isNull() && !instance.keptValue(upload).isEmpty())
            pages.push_back(
                pageOf(draft, upload, static_cast<int>(pages.size()) + 1, instance.stablePath(row)));
    }
    return pages;
}

QString warningFor(const OpenDraft &draft, NodeId node, AnswerKind kind)
{
    const QString path = draft.instance().stablePath(node);
    if (const usecases::Conflict *conflict = draft.conflicts().find(path)) {
        const bool masked = usecases::isMasked(draft.instance(), node, draft.form().description);
        //: Two devices gave different answers; %1 lists them. The person may answer once more or choose
        //: later.
        //% "There are two answers to this question: %1. You can answer again here, or go on and choose
        // later."
        return qtTrId("check-warning-two-answers").arg(conflictValues(draft, *conflict, masked));
    }
    const QString value = draft.instance().value(node);
    if (kind == AnswerKind::Iban && !value.isEmpty() && !value.startsWith(QLatin1String("FI"))) {
        //: Beside a foreign bank account number that is well formed.
        //% "This account is outside Finland. The payment may take longer."
        return qtTrId("check-warning-foreign-account");
    }
    static const QRegularExpression identityCode(
        QStringLiteral("\\b\\d{6}[-+YXWVUABCDEF]\\d{3}[0-9A-FHJ-NPR-Y]\\b"));
    const bool freeText = kind == AnswerKind::Text || kind == AnswerKind::LongText;
    if (freeText && value.contains(identityCode)) {
        //: Beside free text that holds a personal identity code.
        //% "There is an identity code in your text. You do not need to write it here."
        return qtTrId("check-warning-identity-code-in-text");
    }
    return {};
}

} // namespace

Field::Kind fieldKind(usecases::AnswerKind kind)
{
    switch (kind) {
    case AnswerKind::Text:
        return Field::Text;
    case AnswerKind::LongText:
        return Field::LongText;
    case AnswerKind::Integer:
        return Field::Integer;
    case AnswerKind::Decimal:
        return Field::Decimal;
    case AnswerKind::Money:
        return Field::Money;
    case AnswerKind::Balance:
        return Field::Balance;
    case AnswerKind::Date:
        return Field::Date;
    case AnswerKind::SelectOne:
        return Field::SelectOne;
    case AnswerKind::SelectMany:
        return Field::SelectMany;
    case AnswerKind::Trigger:
        return Field::Trigger;
    case AnswerKind::Note:
        return Field::Note;
    case AnswerKind::Upload:
        return Field::Upload;
    case AnswerKind::IdentityCode:
        return Field::IdentityCode;
    case AnswerKind::Iban:
        return Field::Iban;
    case AnswerKind::Phone:
        return Field::Phone;
    case AnswerKind::PostalCode:
        return Field::PostalCode;
    case AnswerKind::Email:
        return Field::Email;
    case AnswerKind::Time:
        return Field::Time;
    case AnswerKind::DateTime:
        return Field::DateTime;
    case AnswerKind::Rank:
        return Field::Rank;
    case AnswerKind::Range:
        return Field::Range;
    case AnswerKind::Geopoint:
        return Field::Geopoint;
    case AnswerKind::Geotrace:
        return Field::Geotrace;
    case AnswerKind::Geoshape:
        return Field::Geoshape;
    case AnswerKind::Barcode:
        return Field::Barcode;
    case AnswerKind::Drawing:
        return Field::Drawing;
    }
    return Field::Text;
}

QString sizeText(qint64 bytes, const QString &language)
{
    return QLocale(language).formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

FieldPointer makeField(const OpenDraft &draft, const RepeatShapes &shapes, NodeId node,
                       const UnfinishedTexts &unfinished)
{
    const forms::FormInstance &instance = draft.instance();
    const bool uploads = isUploadRepeat(instance, shapes, node);
    const Field::Kind kind = uploads ? Field::Upload : fieldKind(usecases::answerKind(instance, node));
    const QString ref = instance.stablePath(node);
    FieldPointer field(new Field(kind, instance.name(node), ref), DeleteLater{});
    refreshField(*field, draft, shapes, node);
    showStored(*field, draft, node);
    if (const auto typed = unfinished.constFind(ref); typed != unfinished.constEnd())
        field->showValue(*typed);
    return field;
}

void refreshField(Field &field, const OpenDraft &draft, const RepeatShapes &shapes, NodeId node)
{
    const forms::FormInstance &instance = draft.instance();
    const bool uploads = isUploadRepeat(instance, shapes, node);
    field.setContent(uploads ? uploadRepeatContent(draft, node) : contentOf(draft, node, field.kind()));
    if (field.kind() == Field::SelectOne || field.kind() == Field::SelectMany)
        field.options()->assign(
            optionsOf(draft, node, field.value().split(QLatin1Char(' '), Qt::SkipEmptyParts)));
    if (field.kind() == Field::Rank)
        field.options()->assign(ranked(optionsOf(draft, node, {}), field.value()));
    if (field.kind() == Field::Upload || field.kind() == Field::Drawing)
        field.pages()->assign(pagesOf(draft, shapes, node));
    field.setWarning(warningFor(draft, node, usecases::answerKind(instance, node)));
}

void showStored(Field &field, const OpenDraft &draft, NodeId node)
{
    if (field.kind() == Field::Upload || field.kind() == Field::Drawing || field.kind() == Field::Note)
        return;
    // Neither of two answers is offered before the other.
    const bool inConflict = draft.conflicts().contains(draft.instance().stablePath(node));
    const QString value = inConflict ? QString() : draft.instance().value(node);
    field.showValue(usecases::editText(usecases::answerKind(draft.instance(), node), value));
}

} // namespace luotsi::viewmodels
