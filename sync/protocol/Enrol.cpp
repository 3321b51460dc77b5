#include "sync/protocol/Enrol.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::sync::protocol {

namespace {

using base::ErrorCode;

constexpr qsizetype maximumBytes = 65'536;
constexpr qsizetype publicKeyBytes = 32;

base::Error malformed(QLatin1String member)
{
    return {ErrorCode::MalformedInput, QStringLiteral("enrolment: member '%1'").arg(member), {}};
}

base::Result<QJsonObject> readObject(QByteArrayView bytes)
{
    if (bytes.size() > maximumBytes)
        return base::Error{ErrorCode::MalformedInput, QStringLiteral("enrolment: too large"), {}};
    const QJsonDocument document = QJsonDocument::fromJson(bytes.toByteArray());
    if (!document.isObject())
        return base::Error{ErrorCode::MalformedInput, QStringLiteral("enrolment: not a JSON object"), {}};
    return document.object();
}

/// PEM is ASCII; anything else is somebody else's page.
bool readPem(const QJsonObject &object, QLatin1String member, QByteArray &target)
{
    target = object.value(member).toString().toLatin1();
    return target.startsWith("-----BEGIN ");
}

bool readKey(const QJsonObject &object, QLatin1String member, QByteArray &target)
{
    const auto decoded = QByteArray::fromBase64Encoding(object.value(member).toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    target = decoded.decoded;
    return decoded && target.size() == publicKeyBytes;
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

} // namespace

QByteArray encodeEnrolRequest(const EnrolRequest &request)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("request"), QString::fromLatin1(request.requestPem)},
                                     {QStringLiteral("code"), request.code}})
        .toJson(QJsonDocument::Compact);
}

base::Result<EnrolRequest> decodeEnrolRequest(QByteArrayView bytes)
{
    const auto object = readObject(bytes);
    if (!object)
        return object.error();
    EnrolRequest request;
    if (!readPem(*object, QLatin1String("request"), request.requestPem))
        return malformed(QLatin1String("request"));
    const QJsonValue code = object->value(QLatin1String("code"));
    if (!code.isString())
        return malformed(QLatin1String("code"));
    request.code = code.toString();
    return request;
}

QByteArray encodeEnrolReply(const EnrolReply &reply)
{
    QJsonObject object{{QStringLiteral("device"), QString::fromLatin1(reply.device.toHex())},
                       {QStringLiteral("certificate"), QString::fromLatin1(reply.certificatePem)},
                       {QStringLiteral("authority"), QString::fromLatin1(reply.authorityPem)},
                       {QStringLiteral("receiptKey"), base64(reply.receiptKey)},
                       {QStringLiteral("intakeKey"), base64(reply.intakeKey)},
                       {QStringLiteral("intakeKeyId"), QString::fromLatin1(reply.intakeKeyId.toHex())},
                       {QStringLiteral("serverTime"), static_cast<qint64>(reply.serverTime)}};
    if (!reply.successionPem.isEmpty())
        object.insert(QStringLiteral("succession"), QString::fromLatin1(reply.successionPem));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

base::Result<EnrolReply> decodeEnrolReply(QByteArrayView bytes)
{
    const auto object = readObject(bytes);
    if (!object)
        return object.error();
    EnrolReply reply;
    const auto hex = [&object](QLatin1String member) { return object->value(member).toString().toLatin1(); };
    const auto device = DeviceId::fromHex(hex(QLatin1String("device")));
    if (!device || device->isNull())
        return malformed(QLatin1String("device"));
    const auto intakeKeyId = KeyId::fromHex(hex(QLatin1String("intakeKeyId")));
    if (!intakeKeyId)
        return malformed(QLatin1String("intakeKeyId"));
    if (!readPem(*object, QLatin1String("certificate"), reply.certificatePem))
        return malformed(QLatin1String("certificate"));
    if (!readPem(*object, QLatin1String("authority"), reply.authorityPem))
        return malformed(QLatin1String("authority"));
    if (object->contains(QLatin1String("succession")) &&
        !readPem(*object, QLatin1String("succession"), reply.successionPem))
        return malformed(QLatin1String("succession"));
    if (!readKey(*object, QLatin1String("receiptKey"), reply.receiptKey))
        return malformed(QLatin1String("receiptKey"));
    if (!readKey(*object, QLatin1String("intakeKey"), reply.intakeKey))
        return malformed(QLatin1String("intakeKey"));
    reply.device = *device;
    reply.intakeKeyId = *intakeKeyId;
    reply.serverTime = object->value(QLatin1String("serverTime")).toInteger();
    return reply;
}

} // namespace luotsi::sync::protocol
