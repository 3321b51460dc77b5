#include "CentreAccess.h"

#include "crypto/SystemRandom.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::apps {

namespace storage = centre::storage;

namespace {

QJsonObject toJson(const storage::Device &device)
{
    return {{QStringLiteral("device"), QString::fromLatin1(device.id.toHex())},
            {QStringLiteral("role"), device.role},
            {QStringLiteral("site"), device.site},
            {QStringLiteral("scope"), device.scope},
            {QStringLiteral("enrolled"), timeText(device.enrolledAt)},
            {QStringLiteral("certificate_ends"), timeText(device.expiresAt)},
            {QStringLiteral("revoked"), device.revoked}};
}

Exit devices(const QCommandLineParser &parser, const QStringList &)
{
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    std::vector<storage::Device> all;
    const auto read = (*store)->read([&](storage::Transaction &rows) -> base::Result<void> {
        auto found = rows.devices();
        if (!found)
            return found.error();
        all = std::move(*found);
        return {};
    });
    if (!read)
        return fail(read.error());
    QJsonArray list;
    for (const storage::Device &device : all) {
        list.append(toJson(device));
        if (!parser.isSet(QStringLiteral("json")))
            print(QStringLiteral("%1  %2  %3  %4%5")
                      .arg(QString::fromLatin1(device.id.toHex()), device.role, device.site, device.scope,
                           device.revoked ? QStringLiteral("  revoked") : QString()));
    }
    if (parser.isSet(QStringLiteral("json")))
        print(QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
    return Exit::Done;
}

storage::DeviceCommand commandTo(const storage::protocol::DeviceId &device,
                                 storage::protocol::CommandKind kind)
{
    crypto::SystemRandom random;
    return {{random.make<storage::protocol::CommandId>(), kind, base::SystemClock().wallMilliseconds()},
            device,
            0};
}

Exit revoke(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto id = storage::protocol::DeviceId::fromHex(arguments.constFirst().toLatin1());
    if (!id)
        return fail(Exit::WrongUsage,
                    QStringLiteral("DEVICE is 32 hexadecimal digits, as 'devices' shows it"));
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    const auto written = (*store)->write([&](storage::Transaction &rows) -> base::Result<void> {
        auto device = rows.lockDevice(*id);
        if (!device)
            return device.error();
        if (!device->has_value())
            return base::Error{base::ErrorCode::NotFound, QStringLiteral("no such device"), {}};
        if ((*device)->revoked)
            return {};
        (*device)->revoked = true;
        if (auto put = rows.putDevice(**device); !put)
            return put;
        return rows.addCommand(commandTo(*id, storage::protocol::CommandKind::Revoke));
    });
    return written ? Exit::Done : fail(written.error());
}

Exit order(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto id = storage::protocol::DeviceId::fromHex(arguments.constFirst().toLatin1());
    const auto kind = storage::protocol::commandKindOf(arguments.at(1));
    if (!id ||
        (kind != storage::protocol::CommandKind::Wipe && kind != storage::protocol::CommandKind::Rotate))
        return fail(Exit::WrongUsage,
                    QStringLiteral("DEVICE is 32 hexadecimal digits, COMMAND is wipe or rotate"));
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    const auto written = (*store)->write([&](storage::Transaction &rows) -> base::Result<void> {
        const auto device = rows.lockDevice(*id);
        if (!device)
            return device.error();
        if (!device->has_value())
            return base::Error{base::ErrorCode::NotFound, QStringLiteral("no such device"), {}};
        return rows.addCommand(commandTo(*id, kind));
    });
    return written ? Exit::Done : fail(written.error());
}

} // namespace

Command devicesCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    return {
        QStringLiteral("devices"), QStringLiteral("Lists the enrolled devices."), {}, options, 0, devices};
}

Command orderCommand()
{
    return {QStringLiteral("order"),
            QStringLiteral(
                "Asks a device to wipe itself or to renew its certificate; it is told at its next contact. "
                "What has not arrived yet leaves a wiped device first."),
            QStringLiteral("DEVICE COMMAND"),
            centreOptions(),
            2,
            order};
}

Command revokeCommand()
{
    return {QStringLiteral("revoke"),
            QStringLiteral("Revokes a device: it may only deliver to quarantine from now on."),
            QStringLiteral("DEVICE"),
            centreOptions(),
            1,
            revoke};
}

} // namespace luotsi::apps
