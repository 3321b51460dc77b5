// ODK's functions over texts.
#include "xpath/Function.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <cmath>
#include <optional>
#include <utility>

namespace luotsi::xpath {

namespace {

Value join(const Call &call)
{
    const QString separator = call.text(0);
    QString result;
    bool first = true;
    for (const QString &text : call.texts(1)) {
        if (!first)
            result += separator;
        first = false;
        result += text;
        call.evaluator.checkLength(call.syntax, result.size());
    }
    call.evaluator.countCharacters(result.size());
    return result;
}

Value substr(const Call &call)
{
    const QString text = call.text(0);
    const auto place = [&](int argument, qsizetype otherwise) -> qsizetype {
        if (call.count() <= argument)
            return otherwise;
        const double number = call.number(argument);
        if (std::isnan(number))
            return 0;
        const double fromStart = number < 0 ? number + static_cast<double>(text.size()) : number;
        return static_cast<qsizetype>(std::clamp(fromStart, 0.0, static_cast<double>(text.size())));
    };
    const qsizetype start = place(1, 0);
    const qsizetype end = place(2, text.size());
    return text.mid(start, std::max<qsizetype>(0, end - start));
}

Value regex(const Call &call)
{
    const QString text = call.text(0);
    const QString pattern = call.text(1);
    // Some patterns try every way to cut a text before they give up.
    const QRegularExpression expression(QStringLiteral("(*LIMIT_MATCH=200000)") +
                                            QRegularExpression::anchoredPattern(pattern),
                                        QRegularExpression::UseUnicodePropertiesOption);
    if (!expression.isValid())
        call.fail(QStringLiteral("the pattern of regex() is not valid: %1").arg(expression.errorString()));
    call.evaluator.checkLength(call.syntax, text.size());
    const QRegularExpressionMatch match = expression.match(text);
    if (!match.isValid())
        call.fail(QStringLiteral("the pattern of regex() needs too long for this text"));
    return match.hasMatch();
}

/// The names ODK XForms knows; a form's check sum of its own answers, not a secret's.
std::optional<QCryptographicHash::Algorithm> digestAlgorithm(QStringView name)
{
    constexpr std::pair<QLatin1String, QCryptographicHash::Algorithm> known[] = {
        {QLatin1String("MD5"), QCryptographicHash::Md5},
        {QLatin1String("SHA-1"), QCryptographicHash::Sha1},
        {QLatin1String("SHA-256"), QCryptographicHash::Sha256},
        {QLatin1String("SHA-384"), QCryptographicHash::Sha384},
        {QLatin1String("SHA-512"), QCryptographicHash::Sha512},
    };
    for (const auto &[knownName, algorithm] : known) {
        if (knownName == name)
            return algorithm;
    }
    return std::nullopt;
}

Value digest(const Call &call)
{
    const QByteArray data = call.text(0).toUtf8();
    const QString name = call.text(1);
    const QString encoding = call.count() > 2 ? call.text(2) : QStringLiteral("base64");
    const auto algorithm = digestAlgorithm(name);
    if (!algorithm)
        call.fail(QStringLiteral("digest() does not know '%1'").arg(name));
    if (encoding != u"hex" && encoding != u"base64")
        call.fail(QStringLiteral("digest() writes 'hex' or 'base64', not '%1'").arg(encoding));
    const QByteArray raw = QCryptographicHash::hash(data, *algorithm);
    return QString::fromLatin1(encoding == u"hex" ? raw.toHex() : raw.toBase64());
}

/// Contents are, in base64, an Ed25519 signature and the message behind it. Blank when it does not hold.
Value extractSigned(const Call &call)
{
    constexpr qsizetype signatureBytes = 64;
    const auto decoded = [&call](int argument) {
        return QByteArray::fromBase64Encoding(call.text(argument).toUtf8(),
                                              QByteArray::AbortOnBase64DecodingErrors);
    };
    const auto contents = decoded(0);
    const auto key = decoded(1);
    if (!contents || !key || (*contents).size() < signatureBytes)
        return QString();
    const QByteArrayView signature = QByteArrayView(*contents).first(signatureBytes);
    const QByteArrayView message = QByteArrayView(*contents).sliced(signatureBytes);
    return call.evaluator.host().isSignedBy(*key, message, signature) ? QString::fromUtf8(message)
                                                                      : QString();
}

Value uuid(const Call &call)
{
    const QString whole = call.evaluator.host().uuid();
    if (call.count() == 0)
        return whole;
    const double length = call.number(0);
    if (!(length >= 0) || length > 1024)
        call.fail(QStringLiteral("uuid() wants a length from 0 to 1024"));
    QString text;
    while (text.size() < static_cast<qsizetype>(length))
        text += call.evaluator.host().uuid();
    return text.left(static_cast<qsizetype>(length));
}

} // namespace

const Function textFunctions[] = {
    {QLatin1String("join"), 1, -1, join, true},
    {QLatin1String("substr"), 2, 3, substr, true},
    {QLatin1String("regex"), 2, 2, regex, true},
    {QLatin1String("digest"), 2, 3, digest, true},
    {QLatin1String("extract-signed"), 2, 2, extractSigned, true},
    {QLatin1String("uuid"), 0, 1, uuid, false},
    {QLatin1String("base64-decode"), 1, 1,
     [](const Call &call) {
         const auto decoded =
             QByteArray::fromBase64Encoding(call.text(0).toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
         return Value(decoded ? QString::fromUtf8(*decoded) : QString());
     },
     true},
    {{}, 0, 0, nullptr, false},
};

} // namespace luotsi::xpath
