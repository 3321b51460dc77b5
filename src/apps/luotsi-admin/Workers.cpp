#include "CentreAccess.h"

#include "centre/identity/PrivateFiles.h"
#include "centre/keydesk/KeyRetention.h"
#include "crypto/SystemRandom.h"
#include "sealing/WorkerSealing.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::apps {

namespace protocol = sync::protocol;
namespace identity = centre::identity;

namespace {

constexpr qint64 dayMilliseconds = 24LL * 3600 * 1000;
constexpr qint64 clockMargin = dayMilliseconds;

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

/// The public keys a worker's device has written out.
base::Result<protocol::WorkerGrant> grantOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error{base::ErrorCode::NotFound, QStringLiteral("%1 is not there").arg(path), {}};
    const QJsonObject keys = QJsonDocument::fromJson(file.readAll()).object();
    const auto key = [&keys](const char *name) {
        return QByteArray::fromHex(keys.value(QLatin1String(name)).toString().toLatin1());
    };
    protocol::WorkerGrant grant;
    const auto device =
        protocol::DeviceId::fromHex(keys.value(QStringLiteral("device")).toString().toLatin1());
    grant.signingKey = key("signingKey");
    grant.boxKey = key("boxKey");
    grant.deviceBoxKey = key("deviceBoxKey");
    if (!device || grant.signingKey.size() != 32 || grant.boxKey.size() != 32 ||
        grant.deviceBoxKey.size() != 32)
        return base::Error{base::ErrorCode::MalformedInput,
                           QStringLiteral("%1 does not hold device, signingKey, boxKey and deviceBoxKey in "
                                          "hexadecimal")
                               .arg(path),
                           {}};
    grant.device = *device;
    return grant;
}

base::Result<protocol::WorkerGrant> wholeGrant(const QCommandLineParser &parser, const QString &keys)
{
    auto grant = grantOf(keys);
    if (!grant)
        return grant;
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const auto days = positiveNumber(parser, QStringLiteral("days"));
    if (!days)
        return days.error();
    const QString worker = parser.value(QStringLiteral("worker"));
    const auto known = protocol::ActorId::fromHex(worker.toLatin1());
    if (!worker.isEmpty() && !known)
        return base::Error{
            base::ErrorCode::MalformedInput, QStringLiteral("--worker is 32 hexadecimal digits"), {}};
    grant->worker = known ? *known : random.make<protocol::ActorId>();
    grant->role = parser.value(QStringLiteral("role"));
    grant->scope = parser.value(QStringLiteral("scope"));
    if (!protocol::isWord(grant->role) || !protocol::isWord(grant->scope))
        return base::Error{base::ErrorCode::MalformedInput,
                           QStringLiteral("--role and --scope are words of a-z, 0-9 and -"),
                           {}};
    grant->notBefore = clock.wallMilliseconds() - clockMargin;
    grant->notAfter = clock.wallMilliseconds() + *days * dayMilliseconds;
    return grant;
}

Exit certifyWorker(const QCommandLineParser &parser, const QStringList &arguments)
{
    auto grant = wholeGrant(parser, arguments.constFirst());
    if (!grant)
        return grant.error().code == base::ErrorCode::MalformedInput
                   ? fail(Exit::WrongUsage, grant.error().detail)
                   : fail(grant.error());
    const auto root = identity::loadSigningRoot(layoutOf(parser));
    if (!root)
        return fail(root.error());
    const auto certificate = sealing::certifyWorker(std::move(*grant), *root);
    if (!certificate)
        return fail(certificate.error());
    const QJsonObject out{
        {QStringLiteral("worker"), hexOf(certificate->grant.worker.toByteArray())},
        {QStringLiteral("certificate"), hexOf(protocol::encodeWorkerCertificate(*certificate))}};
    print(QString::fromUtf8(QJsonDocument(out).toJson(QJsonDocument::Compact)));
    return Exit::Done;
}

Exit revokeWorker(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto worker = protocol::ActorId::fromHex(arguments.constFirst().toLatin1());
    if (!worker)
        return fail(Exit::WrongUsage, QStringLiteral("WORKER is 32 hexadecimal digits"));
    const QString path = layoutOf(parser).keyDesk() + QStringLiteral("/revoked-workers");
    QByteArray list;
    if (QFile::exists(path)) {
        const auto there = identity::readPrivateFile(path);
        if (!there)
            return fail(there.error());
        list = *there;
    }
    if (!list.contains(worker->toHex()))
        list += worker->toHex() + '\n';
    const auto written = identity::writePrivateFile(path, list);
    return written ? Exit::Done : fail(written.error());
}

Exit destroyIntake(const QCommandLineParser &parser, const QStringList &)
{
    const auto days = positiveNumber(parser, QStringLiteral("older-than"));
    if (!days)
        return fail(Exit::WrongUsage, days.error().detail);
    const base::SystemClock clock;
    const auto gone = centre::keydesk::destroyKeysBefore(layoutOf(parser).keyDesk(),
                                                         clock.wallMilliseconds() - *days * dayMilliseconds);
    if (!gone)
        return fail(gone.error());
    for (const protocol::KeyId &key : *gone)
        print(QStringLiteral("destroyed %1").arg(hexOf(key.toByteArray())));
    return Exit::Done;
}

} // namespace

Command certifyWorkerCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("worker"),
                       QStringLiteral("Pseudonym of a worker who has one already (a new one)."),
                       QStringLiteral("hex")});
    options.push_back({QStringLiteral("role"), QStringLiteral("worker or desk (worker)."),
                       QStringLiteral("word"), QStringLiteral("worker")});
    options.push_back(
        {QStringLiteral("scope"), QStringLiteral("Team or service point."), QStringLiteral("word")});
    options.push_back({QStringLiteral("days"), QStringLiteral("How long it holds (365)."),
                       QStringLiteral("number"), QStringLiteral("365")});
    return {QStringLiteral("certify-worker"),
            QStringLiteral(
                "Certifies a worker's keys for one device with the signing root. KEYS is the JSON file the "
                "device has written. Prints pseudonym and certificate as JSON."),
            QStringLiteral("KEYS"),
            options,
            1,
            certifyWorker};
}

Command revokeWorkerCommand()
{
    return {
        QStringLiteral("revoke-worker"),
        QStringLiteral("Revokes a worker: the key desk wraps no draft for them from the next request on."),
        QStringLiteral("WORKER"),
        centreOptions(),
        1,
        revokeWorker};
}

Command destroyIntakeCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("older-than"),
                       QStringLiteral("Retention time in days; longer than devices keep a key in use."),
                       QStringLiteral("days")});
    return {QStringLiteral("destroy-intake"),
            QStringLiteral(
                "Destroys intake keys older than the retention time, never the newest: what was sealed to "
                "them opens for nobody any more, in backups neither."),
            {},
            options,
            0,
            destroyIntake};
}

} // namespace luotsi::apps
