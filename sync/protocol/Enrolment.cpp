#include "sync/protocol/Enrolment.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::sync::protocol {

namespace {

constexpr qsizetype maximumEnrolmentBytes = 64 * 1024;
constexpr qsizetype publicKeyBytes = 32;

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

base::Result<QJsonObject> parseObject(const QByteArray &json)
{
    if (json.size() > maximumEnrolmentBytes)
        return base::Error{
            base::ErrorCode::MalformedInput, QStringLiteral("enrolment message too large"), {}};
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return base::Error{
            base::ErrorCode::MalformedInput, QStringLiteral("enrolment message is not a JSON object"), {}};
    return document.object();
}

base::Error memberError(QLatin1String name)
{
    return {base::ErrorCode::MalformedInput,
            QStringLiteral("enrolment member %1 is missing or wrong").arg(name),
            {}};
}

base::Result<QByteArray> textMember(const QJsonObject &object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    if (!value.isString() || value.toString().isEmpty())
        return memberError(name);
    return value.toString().toUtf8();
}

base::Result<QByteArray> bytesMember(const QJsonObject &object, QLatin1String name, qsizetype size)
{
    const QJsonValue value = object.value(name);
    if (!value.isString())
        return memberError(name);
    const auto decoded =
        QByteArray::fromBase64Encoding(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != size)
        return memberError(name);
    return decoded.decoded;
}

} // namespace

QByteArray encode(const EnrolmentRequest &request)
{
    QJsonObject object{{QStringLiteral("request"), QString::fromUtf8(request.requestPem)}};
    if (!request.oneTimeCode.isEmpty())
        object.insert(QStringLiteral("code"), QString::fromUtf8(request.oneTimeCode));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray encode(const EnrolmentReply &reply)
{
    const QJsonObject object{
        {QStringLiteral("device"), base64(reply.device.toByteArray())},
        {QStringLiteral("certificate"), QString::fromUtf8(reply.certificatePem)},
        {QStringLiteral("authority"), QString::fromUtf8(reply.authorityPem)},
        {QStringLiteral("receiptKey"), base64(reply.receiptKey)},
        {QStringLiteral("intakeKey"), base64(reply.intakeKey)},
        {QStringLiteral("intakeKeyId"), base64(reply.intakeKeyId.toByteArray())},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

base::Result<EnrolmentRequest> decodeEnrolmentRequest(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return object.error();
    const auto requestPem = textMember(*object, QLatin1String("request"));
    if (!requestPem)
        return requestPem.error();
    EnrolmentRequest request{*requestPem, {}};
    if (object->contains(QLatin1String("code"))) {
        const auto code = textMember(*object, QLatin1String("code"));
        if (!code)
            return code.error();
        request.oneTimeCode = *code;
    }
    return request;
}

base::Result<EnrolmentReply> decodeEnrolmentReply(const QByteArray &json)
{
    const auto object = parseObject(json);
    if (!object)
        return object.error();
    const auto device = bytesMember(*object, QLatin1String("device"), DeviceId::size);
    const auto certificate = textMember(*object, QLatin1String("certificate"));
    const auto authority = textMember(*object, QLatin1String("authority"));
    const auto receiptKey = bytesMember(*object, QLatin1String("receiptKey"), publicKeyBytes);
    const auto intakeKey = bytesMember(*object, QLatin1String("intakeKey"), publicKeyBytes);
    const auto intakeKeyId = bytesMember(*object, QLatin1String("intakeKeyId"), KeyId::size);
    for (const auto *member : {&device, &certificate, &authority, &receiptKey, &intakeKey, &intakeKeyId}) {
        if (!*member)
            return member->error();
    }
    return EnrolmentReply{*DeviceId::fromBytes(*device),  *certificate, *authority, *receiptKey, *intakeKey,
                          *KeyId::fromBytes(*intakeKeyId)};
}

} // namespace luotsi::sync::protocol
