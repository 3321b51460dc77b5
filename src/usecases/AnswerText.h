#pragma once

#include "base/Result.h"
#include "domain/Date.h"
#include "domain/Iban.h"
#include "forms/FormInstance.h"
#include "usecases/FormDescription.h"

#include <QString>
#include <QTimeZone>

#include <cstdint>

namespace luotsi::usecases {

/// How an answer is typed, checked, shown and masked. Follows from the form alone: type, control, appearance.
enum class AnswerKind : std::uint8_t {
    Text,
    LongText,
    Integer,
    Decimal,
    Money,
    Balance,
    Date,
    SelectOne,
    SelectMany,
    Trigger,
    Note,
    Upload,
    IdentityCode,
    Iban,
    Phone,
    PostalCode,
    Email,
    Time,
    DateTime,
    Rank,  ///< every choice, in the order the person gives them
    Range, ///< a number on a scale
    Geopoint,
    Geotrace,
    Geoshape,
    Barcode,
    Drawing ///< an upload that is drawn or signed on the screen
};

/// Attached as a file, however it comes about.
[[nodiscard]] bool isAttachment(AnswerKind kind);

[[nodiscard]] AnswerKind answerKind(const forms::FormInstance &instance, forms::NodeId node);

/// Dated facts a rule needs.
struct AnswerRules
{
    domain::Date today;
    domain::IbanLengths ibanLengths;
    QTimeZone timeZone = QTimeZone::utc(); ///< of the site: gives a typed moment its offset
};

/// What was typed as the instance keeps it; blank stays blank. The error's detail is the text id of the
/// reason. Pure.
[[nodiscard]] base::Result<QString> normaliseAnswer(AnswerKind kind, const QString &typed,
                                                    const AnswerRules &rules);

/// A stored value as it is offered for editing again; what is not well-formed is given as it is.
[[nodiscard]] QString editText(AnswerKind kind, const QString &stored);
/// A stored value as a person reads it; options by their labels.
[[nodiscard]] QString readText(const forms::FormInstance &instance, forms::NodeId node,
                               const QString &stored);
/// Is the value masked where others might see it (privacy.md, On-screen)? By kind, by the form's appearance,
/// or because the pack's description says so.
[[nodiscard]] bool isMasked(const forms::FormInstance &instance, forms::NodeId node,
                            const FormDescription &form);
/// The reference of a node without positions: what the description names.
[[nodiscard]] QString plainReference(const forms::FormInstance &instance, forms::NodeId node);
/// The mask: `140386-****`, `FI•• •••• •••• 17`, `•••• €`; dots for anything else.
[[nodiscard]] QString maskedText(AnswerKind kind, const QString &stored);

} // namespace luotsi::usecases
