#include "sync/protocol/Rewrap.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/WireParts.h"

#include <algorithm>

namespace luotsi::sync::protocol {

namespace {

using base::Result;

constexpr std::size_t maximumRequestBytes = 16'384;
constexpr std::size_t maximumReplyMessageBytes = 1'048'576;
constexpr qsizetype keyBytes = 32;
constexpr qsizetype signatureBytes = 64;
constexpr qsizetype longestWord = 56;

QByteArray grantBytes(const WorkerGrant &grant)
{
    CborWriter writer;
    writer.array(10).number(wireVersion).fixed(grant.worker).text(grant.role).text(grant.scope);
    writer.fixed(grant.device).bytes(grant.signingKey).bytes(grant.boxKey).bytes(grant.deviceBoxKey);
    writer.integer(grant.notBefore).integer(grant.notAfter);
    return writer.take();
}

QByteArray orderBytes(const RewrapOrder &order)
{
    CborWriter writer;
    writer.array(6).number(wireVersion).fixed(order.request).fixed(order.draft).fixed(order.device);
    writer.text(order.reason).integer(order.at);
    return writer.take();
}

QByteArray readSized(CborReader &reader, qsizetype size)
{
    QByteArray bytes = reader.bytes();
    if (bytes.size() != size)
        reader.fail("length of a key or signature");
    return bytes;
}

QString readWord(CborReader &reader)
{
    QString word = reader.text();
    if (!isWord(word))
        reader.fail("not a word");
    return word;
}

Result<WorkerGrant> decodeGrant(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumRequestBytes, 10);
    if (!reader)
        return reader.error();
    WorkerGrant grant;
    grant.worker = reader->fixed<ActorId>();
    grant.role = readWord(*reader);
    grant.scope = readWord(*reader);
    grant.device = reader->fixed<DeviceId>();
    grant.signingKey = readSized(*reader, keyBytes);
    grant.boxKey = readSized(*reader, keyBytes);
    grant.deviceBoxKey = readSized(*reader, keyBytes);
    grant.notBefore = reader->integer();
    grant.notAfter = reader->integer();
    if (const auto end = reader->finish(); !end)
        return end.error();
    return grant;
}

Result<RewrapOrder> decodeOrder(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumRequestBytes, 6);
    if (!reader)
        return reader.error();
    RewrapOrder order;
    order.request = reader->fixed<RequestId>();
    order.draft = reader->fixed<DraftId>();
    order.device = reader->fixed<DeviceId>();
    order.reason = readWord(*reader);
    order.at = reader->integer();
    if (const auto end = reader->finish(); !end)
        return end.error();
    return order;
}

} // namespace

bool isWord(QStringView text)
{
    const auto fits = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    };
    return !text.isEmpty() && text.size() <= longestWord && std::all_of(text.begin(), text.end(), fits);
}

QByteArray workerSignedBytes(const WorkerGrant &grant)
{
    return "luotsi worker 1\n" + grantBytes(grant);
}

QByteArray rewrapSignedBytes(const RewrapOrder &order)
{
    return "luotsi rewrap 1\n" + orderBytes(order);
}

QByteArray encodeWorkerCertificate(const WorkerCertificate &certificate)
{
    CborWriter writer;
    writer.array(2).bytes(grantBytes(certificate.grant)).bytes(certificate.signature);
    return writer.take();
}

Result<WorkerCertificate> decodeWorkerCertificate(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumRequestBytes);
    if (!reader)
        return reader.error();
    reader->arrayOf(2);
    const QByteArray grant = reader->bytes();
    WorkerCertificate certificate;
    certificate.signature = readSized(*reader, signatureBytes);
    if (const auto end = reader->finish(); !end)
        return end.error();
    auto decoded = decodeGrant(grant);
    if (!decoded)
        return decoded.error();
    certificate.grant = std::move(*decoded);
    return certificate;
}

QByteArray encodeRewrapRequest(const RewrapRequest &request)
{
    CborWriter writer;
    writer.array(3).bytes(orderBytes(request.order)).bytes(encodeWorkerCertificate(request.certificate));
    writer.bytes(request.signature);
    return writer.take();
}

Result<RewrapRequest> decodeRewrapRequest(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumRequestBytes);
    if (!reader)
        return reader.error();
    reader->arrayOf(3);
    const QByteArray order = reader->bytes();
    const QByteArray certificate = reader->bytes();
    RewrapRequest request;
    request.signature = readSized(*reader, signatureBytes);
    if (const auto end = reader->finish(); !end)
        return end.error();
    auto decodedOrder = decodeOrder(order);
    if (!decodedOrder)
        return decodedOrder.error();
    auto decodedCertificate = decodeWorkerCertificate(certificate);
    if (!decodedCertificate)
        return decodedCertificate.error();
    request.order = std::move(*decodedOrder);
    request.certificate = std::move(*decodedCertificate);
    return request;
}

QByteArray encodeRewrapReply(const RewrapReply &reply)
{
    CborWriter writer;
    writer.array(2).number(wireVersion).array(reply.wraps.size());
    for (const Wrap &wrap : reply.wraps)
        writer.bytes(encodeWrap(wrap));
    return writer.take();
}

Result<RewrapReply> decodeRewrapReply(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumReplyMessageBytes, 2);
    if (!reader)
        return reader.error();
    RewrapReply reply;
    const std::size_t count = reader->array();
    if (count > maximumRewraps)
        reader->fail("too many wraps");
    for (std::size_t i = 0; i < count && !reader->failed(); ++i) {
        auto wrap = decodeWrap(reader->bytes());
        if (wrap)
            reply.wraps.push_back(std::move(*wrap));
        else
            reader->fail("wrap");
    }
    if (const auto end = reader->finish(); !end)
        return end.error();
    return reply;
}

} // namespace luotsi::sync::protocol
