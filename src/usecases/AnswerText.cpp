#include "usecases/AnswerText.h"

#include "domain/Email.h"
#include "domain/IdentityCode.h"
#include "domain/Money.h"
#include "domain/Phone.h"
#include "domain/PostalCode.h"
#include "domain/Reason.h"
#include "domain/Text.h"
#include "usecases/AnswerMoment.h"
#include "usecases/AnswerPlace.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace luotsi::usecases {

namespace {

using forms::ControlKind;
using forms::DataType;

constexpr auto dots = u"\u2022\u2022\u2022\u2022";

std::optional<AnswerKind> kindOfType(DataType type)
{
    switch (type) {
    case DataType::Int:
        return AnswerKind::Integer;
    case DataType::Decimal:
        return AnswerKind::Decimal;
    case DataType::Date:
        return AnswerKind::Date;
    case DataType::Time:
        return AnswerKind::Time;
    case DataType::DateTime:
        return AnswerKind::DateTime;
    case DataType::Geopoint:
        return AnswerKind::Geopoint;
    case DataType::Geotrace:
        return AnswerKind::Geotrace;
    case DataType::Geoshape:
        return AnswerKind::Geoshape;
    case DataType::Barcode:
        return AnswerKind::Barcode;
    default:
        return std::nullopt;
    }
}

AnswerKind inputKind(DataType type, const QStringList &appearance)
{
    const auto has = [&](QLatin1String token) { return appearance.contains(token); };
    if (has(QLatin1String("luotsi-money")))
        return has(QLatin1String("luotsi-balance")) ? AnswerKind::Balance : AnswerKind::Money;
    if (has(QLatin1String("luotsi-identity-code")))
        return AnswerKind::IdentityCode;
    if (has(QLatin1String("luotsi-iban")))
        return AnswerKind::Iban;
    if (has(QLatin1String("luotsi-phone")))
        return AnswerKind::Phone;
    if (has(QLatin1String("luotsi-postal-code")))
        return AnswerKind::PostalCode;
    if (has(QLatin1String("luotsi-email")))
        return AnswerKind::Email;
    if (const auto kind = kindOfType(type))
        return *kind;
    return has(QLatin1String("multiline")) ? AnswerKind::LongText : AnswerKind::Text;
}

bool isDrawn(const QStringList &appearance)
{
    return appearance.contains(QLatin1String("draw")) || appearance.contains(QLatin1String("signature")) ||
           appearance.contains(QLatin1String("annotate"));
}

base::Error numberFailure()
{
    //: Beside a field that wants a number.
    //% "Write the number with digits."
    return {base::ErrorCode::MalformedInput, QString::fromLatin1(QT_TRID_NOOP("check-number-form")), {}};
}

base::Result<QString> normaliseNumber(const QString &typed, bool whole)
{
    QString text = domain::withoutSpaces(typed);
    text.replace(QLatin1Char(','), QLatin1Char('.'));
    bool ok = false;
    const double number = text.toDouble(&ok);
    const auto isPlain = [](QChar character) {
        return (character >= QLatin1Char('0') && character <= QLatin1Char('9')) ||
               character == QLatin1Char('.') || character == QLatin1Char('-');
    };
    if (!ok || !std::all_of(text.begin(), text.end(), isPlain) ||
        (whole && text.contains(QLatin1Char('.'))) ||
        (whole && (number > 2147483647.0 || number < -2147483648.0)))
        return numberFailure();
    return text;
}

/// The text of a checked value, whichever member holds it.
template<typename Checked> base::Result<QString> textOf(const base::Result<Checked> &checked)
{
    if (!checked)
        return checked.error();
    return checked->text();
}

base::Result<QString> normaliseMoney(const QString &typed, domain::MoneySign sign)
{
    const auto money = domain::Money::normalise(typed, sign);
    if (!money)
        return money.error();
    return money->instanceText();
}

base::Result<QString> normaliseDate(const QString &typed)
{
    const auto date = domain::Date::normalise(typed);
    if (!date)
        return date.error();
    return date->iso();
}

QString optionLabels(const forms::FormInstance &instance, forms::NodeId node, const QString &stored)
{
    const QStringList values = stored.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList labels;
    for (const forms::Option &option : instance.options(node)) {
        if (values.contains(option.value))
            labels.append(option.label);
    }
    return labels.isEmpty() ? stored : labels.join(QStringLiteral(", "));
}

QString rankedLabels(const forms::FormInstance &instance, forms::NodeId node, const QString &stored)
{
    QHash<QString, QString> labels;
    for (const forms::Option &option : instance.options(node))
        labels.insert(option.value, option.label);
    QStringList ranked;
    for (const QString &value : stored.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        ranked.append(QStringLiteral("%1. %2").arg(ranked.size() + 1).arg(labels.value(value, value)));
    return ranked.join(QStringLiteral(", "));
}

QString readPlaces(const QString &stored)
{
    QStringList places = placesOf(stored);
    std::transform(places.begin(), places.end(), places.begin(), readPlace);
    return places.join(QStringLiteral("; "));
}

QString maskedIban(const QString &stored)
{
    if (stored.size() < 8)
        return QString::fromUtf16(dots);
    QString shown = stored;
    for (qsizetype at = 2; at < shown.size() - 2; ++at)
        shown[at] = QChar(u'\u2022');
    for (qsizetype at = 4; at < shown.size(); at += 5)
        shown.insert(at, QLatin1Char(' '));
    return shown;
}

} // namespace

bool isAttachment(AnswerKind kind)
{
    return kind == AnswerKind::Upload || kind == AnswerKind::Drawing;
}

AnswerKind answerKind(const forms::FormInstance &instance, forms::NodeId node)
{
    const QStringList appearance = instance.appearance(node);
    // The heading of a table of choices, which other programs draw: it asks nothing.
    if (appearance.contains(QLatin1String("label")) && instance.control(node) != ControlKind::Input)
        return AnswerKind::Note;
    switch (instance.control(node)) {
    case ControlKind::SelectOne:
        return AnswerKind::SelectOne;
    case ControlKind::SelectMany:
        return AnswerKind::SelectMany;
    case ControlKind::Rank:
        return AnswerKind::Rank;
    case ControlKind::Trigger:
        return AnswerKind::Trigger;
    case ControlKind::Note:
        return AnswerKind::Note;
    case ControlKind::Upload:
        return isDrawn(appearance) ? AnswerKind::Drawing : AnswerKind::Upload;
    case ControlKind::Range:
        return AnswerKind::Range;
    case ControlKind::None:
    case ControlKind::Input:
        break;
    }
    return inputKind(instance.type(node), appearance);
}

base::Result<QString> normaliseAnswer(AnswerKind kind, const QString &typed, const AnswerRules &rules)
{
    if (typed.trimmed().isEmpty())
        return QString();
    switch (kind) {
    case AnswerKind::Integer:
        return normaliseNumber(typed, true);
    case AnswerKind::Decimal:
    case AnswerKind::Range:
        return normaliseNumber(typed, false);
    case AnswerKind::Money:
        return normaliseMoney(typed, domain::MoneySign::NotNegative);
    case AnswerKind::Balance:
        return normaliseMoney(typed, domain::MoneySign::Any);
    case AnswerKind::Date:
        return normaliseDate(typed);
    case AnswerKind::Time:
        return normaliseTime(typed);
    case AnswerKind::DateTime:
        return normaliseDateTime(typed, rules.timeZone);
    case AnswerKind::Geopoint:
        return normalisePlace(typed);
    case AnswerKind::Geotrace:
        return normaliseTrace(typed);
    case AnswerKind::Geoshape:
        return normaliseShape(typed);
    case AnswerKind::IdentityCode:
        return textOf(domain::IdentityCode::normalise(typed, rules.today));
    case AnswerKind::Iban:
        return textOf(domain::Iban::normalise(typed, rules.ibanLengths));
    case AnswerKind::Phone:
        return textOf(domain::Phone::normalise(typed));
    case AnswerKind::PostalCode:
        return textOf(domain::PostalCode::normalise(typed));
    case AnswerKind::Email:
        return textOf(domain::Email::normalise(typed));
    default:
        return kind == AnswerKind::LongText ? typed : typed.trimmed();
    }
}

QString editText(AnswerKind kind, const QString &stored)
{
    if (stored.isEmpty())
        return stored;
    if (kind == AnswerKind::Date) {
        const auto date = domain::Date::normalise(stored);
        return date ? date->display() : stored;
    }
    if (kind == AnswerKind::Money || kind == AnswerKind::Balance) {
        QString text = stored;
        return text.replace(QLatin1Char('.'), QLatin1Char(','));
    }
    if (kind == AnswerKind::Time)
        return editTime(stored);
    if (kind == AnswerKind::DateTime)
        return editDateTime(stored);
    if (kind == AnswerKind::Geopoint)
        return editPlace(stored);
    if (kind == AnswerKind::Phone) {
        const auto phone = domain::Phone::normalise(stored);
        return phone ? phone->display() : stored;
    }
    return stored;
}

QString readText(const forms::FormInstance &instance, forms::NodeId node, const QString &stored)
{
    if (stored.isEmpty())
        return stored;
    const AnswerKind kind = answerKind(instance, node);
    switch (kind) {
    case AnswerKind::SelectOne:
    case AnswerKind::SelectMany:
        return optionLabels(instance, node, stored);
    case AnswerKind::Rank:
        return rankedLabels(instance, node, stored);
    case AnswerKind::Time:
    case AnswerKind::DateTime:
        return editText(kind, stored).replace(QLatin1Char(':'), QLatin1Char('.'));
    case AnswerKind::Decimal:
    case AnswerKind::Range:
        return QString(stored).replace(QLatin1Char('.'), QLatin1Char(','));
    case AnswerKind::Geopoint:
    case AnswerKind::Geotrace:
    case AnswerKind::Geoshape:
        return readPlaces(stored);
    case AnswerKind::Money:
    case AnswerKind::Balance: {
        const auto money = domain::Money::normalise(stored, domain::MoneySign::Any);
        return money ? money->display() : stored;
    }
    case AnswerKind::Iban: {
        QString text = stored;
        for (qsizetype at = 4; at < text.size(); at += 5)
            text.insert(at, QLatin1Char(' '));
        return text;
    }
    default:
        return editText(kind, stored);
    }
}

QString plainReference(const forms::FormInstance &instance, forms::NodeId node)
{
    static const QRegularExpression rows(QStringLiteral("\\{[^}]*\\}|\\[[^\\]]*\\]"));
    return instance.stablePath(node).remove(rows);
}

bool isMasked(const forms::FormInstance &instance, forms::NodeId node, const FormDescription &form)
{
    switch (answerKind(instance, node)) {
    case AnswerKind::IdentityCode:
    case AnswerKind::Iban:
    case AnswerKind::Money:
    case AnswerKind::Balance:
        return true;
    default:
        return instance.appearance(node).contains(QLatin1String("luotsi-masked")) ||
               instance.appearance(node).contains(QLatin1String("masked")) ||
               form.masked.contains(plainReference(instance, node));
    }
}

QString maskedText(AnswerKind kind, const QString &stored)
{
    if (stored.isEmpty())
        return stored;
    switch (kind) {
    case AnswerKind::IdentityCode:
        return stored.size() == 11 ? stored.left(7) + QStringLiteral("****") : QString::fromUtf16(dots);
    case AnswerKind::Iban:
        return maskedIban(stored);
    case AnswerKind::Money:
    case AnswerKind::Balance:
        return QString::fromUtf16(dots) + QStringLiteral("\u00a0\u20ac");
    default:
        return QString::fromUtf16(dots);
    }
}

} // namespace luotsi::usecases
