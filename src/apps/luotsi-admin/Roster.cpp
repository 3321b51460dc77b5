#include "CentreAccess.h"

#include "centre/identity/PrivateFiles.h"
#include "sealing/RosterSealing.h"
#include "sealing/WorkerSealing.h"
#include "sync/protocol/Rewrap.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace luotsi::apps {

namespace protocol = sync::protocol;
namespace identity = centre::identity;
using base::ErrorCode;

namespace {

/// The members are those whom the same root has certified for the scope: no key enters a roster otherwise.
base::Result<protocol::RosterMember> memberOf(const QString &hex, const QString &scope,
                                              const crypto::SigningKey &root, qint64 now)
{
    const auto certificate = protocol::decodeWorkerCertificate(QByteArray::fromHex(hex.toLatin1()));
    if (!certificate)
        return certificate.error();
    if (const auto holds = sealing::checkWorker(*certificate, root.publicKey, now); !holds)
        return holds.error();
    if (certificate->grant.scope != scope)
        return base::Error{
            ErrorCode::MalformedInput, QStringLiteral("a certificate is of another scope"), {}};
    return protocol::RosterMember{certificate->grant.worker, certificate->grant.boxKey};
}

base::Result<protocol::ScopeRoster> rosterOf(const QCommandLineParser &parser, const crypto::SigningKey &root,
                                             qint64 now)
{
    protocol::ScopeRoster roster;
    roster.scope = parser.value(QStringLiteral("scope"));
    if (!protocol::isWord(roster.scope))
        return base::Error{
            ErrorCode::MalformedInput, QStringLiteral("--scope is a word of a-z, 0-9 and -"), {}};
    const auto number = positiveNumber(parser, QStringLiteral("number"));
    if (!number)
        return number.error();
    roster.number = static_cast<std::uint64_t>(*number);
    roster.issuedAt = now;
    for (const QString &hex : parser.values(QStringLiteral("certificate"))) {
        auto member = memberOf(hex, roster.scope, root, now);
        if (!member)
            return member.error();
        roster.members.push_back(std::move(*member));
    }
    std::sort(roster.members.begin(), roster.members.end(),
              [](const auto &left, const auto &right) { return left.worker < right.worker; });
    const auto twice =
        std::adjacent_find(roster.members.begin(), roster.members.end(),
                           [](const auto &left, const auto &right) { return left.worker == right.worker; });
    if (twice != roster.members.end() || roster.members.size() > protocol::maximumRosterMembers)
        return base::Error{ErrorCode::MalformedInput,
                           QStringLiteral("nobody stands in a roster twice, and at most %1 do")
                               .arg(protocol::maximumRosterMembers),
                           {}};
    return roster;
}

Exit signRoster(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto root = identity::loadSigningRoot(layoutOf(parser));
    if (!root)
        return fail(root.error());
    const auto roster = rosterOf(parser, *root, base::SystemClock().wallMilliseconds());
    if (!roster)
        return roster.error().code == ErrorCode::MalformedInput
                   ? fail(Exit::WrongUsage, roster.error().detail)
                   : fail(roster.error());
    const auto made = sealing::signRoster(*roster, *root);
    if (!made)
        return fail(made.error());
    const auto written = identity::writePrivateFile(arguments.constFirst(), protocol::encodeRoster(*made));
    return written ? Exit::Done : fail(written.error());
}

} // namespace

Command signRosterCommand()
{
    auto options = centreOptions();
    options.push_back(
        {QStringLiteral("scope"), QStringLiteral("Team or service point."), QStringLiteral("word")});
    options.push_back(
        {QStringLiteral("number"),
         QStringLiteral("Higher than that of the scope's roster before: devices take no lower one."),
         QStringLiteral("number")});
    options.push_back(
        {QStringLiteral("certificate"),
         QStringLiteral("A member's certificate in hexadecimal, as certify-worker printed it; once "
                        "for everybody. None: the scope shares nothing."),
         QStringLiteral("hex")});
    return {
        QStringLiteral("sign-roster"),
        QStringLiteral("Signs who of a scope reads the drafts its workers begin or take over, and writes the "
                       "roster to OUT for their devices."),
        QStringLiteral("OUT"),
        options,
        1,
        signRoster};
}

} // namespace luotsi::apps
