#include "centre/handlers/tests/CentreScene.h"

#include "pki/OneTimeCode.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;

CentreScene::CentreScene(const Policy &policy)
{
    const identity::CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
    (void)identity::createCentre(layout, {QStringLiteral("localhost")}, clock, random);
    identity = std::make_unique<identity::CentreIdentity>(std::move(*identity::CentreIdentity::load(layout)));
    services =
        std::make_unique<Services>(Services{storage, blobs, clock, random, *identity, metrics, policy});
    router = std::make_unique<Router>(*services, [this] { ++submittedCalls; });
}

Response CentreScene::send(Method method, const QByteArray &path, const QByteArray &body,
                           const TestDevice *device, std::optional<std::uint64_t> offset)
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.uploadOffset = offset;
    if (device != nullptr)
        request.clientCertificatePem = device->certificatePem;
    return router->handle(request);
}

Response CentreScene::get(const QByteArray &path, const QByteArray &query, const TestDevice &device)
{
    Request request;
    request.path = path;
    request.query = query;
    request.clientCertificatePem = device.certificatePem;
    return router->handle(request);
}

QString CentreScene::code(const QString &scope, const QString &role)
{
    const auto oneTime = pki::OneTimeCode::generate(random);
    const storage::EnrolmentCode row{oneTime.hash(),         role, QStringLiteral("library"), scope,
                                     clock.wall + 3'600'000, {}};
    (void)storage.write([&](storage::Transaction &rows) { return rows.putEnrolmentCode(row); });
    return oneTime.text();
}

TestDevice CentreScene::device(const QString &scope, const QString &role)
{
    TestDevice device(random);
    const Response response = send(Method::Post, paths::enrol, device.enrolBody(code(scope, role)));
    if (const auto reply = protocol::decodeEnrolReply(response.body))
        device.enrolled(*reply);
    return device;
}

protocol::PushReply CentreScene::push(const TestDevice &device, const std::vector<protocol::Record> &records)
{
    const Response response = send(Method::Post, paths::changes, TestDevice::batch(records), &device);
    const auto reply = protocol::decodePushReply(response.body);
    if (!reply) {
        protocol::PushReply none;
        none.results.resize(records.size(),
                            {protocol::PushOutcome::Refused, base::ErrorCode::Internal, 0, {}});
        return none;
    }
    return *reply;
}

void CentreScene::revoke(const TestDevice &device)
{
    (void)storage.write([&](storage::Transaction &rows) -> Result<void> {
        auto row = rows.lockDevice(device.id);
        if (!row)
            return row.error();
        (*row)->revoked = true;
        return rows.putDevice(**row);
    });
}

std::optional<protocol::Problem> CentreScene::problemOf(const Response &response)
{
    const auto problem = protocol::decodeProblem(response.body);
    return problem ? std::optional(*problem) : std::nullopt;
}

} // namespace luotsi::centre::handlers
