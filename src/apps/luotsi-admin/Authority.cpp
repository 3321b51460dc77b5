#include "CentreAccess.h"

#include "centre/identity/AuthorityRotation.h"
#include "crypto/SystemRandom.h"
#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"

namespace luotsi::apps {

namespace identity = centre::identity;

namespace {

const auto startAgain = QStringLiteral("Start the endpoint again: until then it goes on with what it has.");

/// "authority AB:CD:… since … until …", the present one first.
base::Result<void> printAuthorities(const identity::CentreIdentity &centre)
{
    const auto roots = pki::splitCertificates(centre.authoritiesInForce());
    if (!roots)
        return roots.error();
    QString word = QStringLiteral("authority");
    for (const QByteArray &root : *roots) {
        const auto facts = pki::readCertificate(root);
        if (!facts)
            return facts.error();
        print(QStringLiteral("%1 %2 since %3 until %4")
                  .arg(word, pki::fingerprintText(facts->fingerprint), timeText(facts->validity.notBefore),
                       timeText(facts->validity.notAfter)));
        word = QStringLiteral("earlier");
    }
    return {};
}

base::Result<void> printServer(const identity::CentreIdentity &centre)
{
    const auto server = pki::readCertificate(centre.server().certificatePem);
    if (!server)
        return server.error();
    print(QStringLiteral("server %1 until %2 for %3")
              .arg(pki::fingerprintText(server->fingerprint), timeText(server->validity.notAfter),
                   server->names.join(u' ')));
    return {};
}

Exit printAll(const QCommandLineParser &parser)
{
    const auto centre = identity::CentreIdentity::load(layoutOf(parser));
    if (!centre)
        return fail(centre.error());
    if (const auto printed = printAuthorities(*centre); !printed)
        return fail(printed.error());
    if (const auto printed = printServer(*centre); !printed)
        return fail(printed.error());
    return Exit::Done;
}

Exit authorities(const QCommandLineParser &parser, const QStringList &)
{
    return printAll(parser);
}

Exit rotateAuthority(const QCommandLineParser &parser, const QStringList &)
{
    const base::SystemClock clock;
    crypto::SystemRandom random;
    if (const auto rotated = identity::rotateAuthority(layoutOf(parser), clock, random); !rotated)
        return fail(rotated.error());
    const Exit printed = printAll(parser);
    print(
        QStringLiteral("The earlier authority has vouched for the new one; its private key is destroyed. ") +
        startAgain);
    return printed;
}

Exit renewServer(const QCommandLineParser &parser, const QStringList &)
{
    const base::SystemClock clock;
    crypto::SystemRandom random;
    const auto renewed =
        identity::renewServer(layoutOf(parser), parser.values(QStringLiteral("name")), clock, random);
    if (!renewed)
        return fail(renewed.error());
    const Exit printed = printAll(parser);
    print(startAgain);
    return printed;
}

} // namespace

Command authoritiesCommand()
{
    return {
        QStringLiteral("authorities"),
        QStringLiteral("Lists the authorities in force, the present one first, and the server's certificate, "
                       "with their days."),
        {},
        centreOptions(),
        0,
        authorities};
}

Command rotateAuthorityCommand()
{
    return {QStringLiteral("rotate-authority"),
            QStringLiteral(
                "Makes the next authority, which the present one vouches for, and a server certificate "
                "of it; destroys the present one's private key. Devices of every authority in force "
                "still reach the centre, however long they were away, and learn the new one when they "
                "renew their certificates. The endpoint takes it when it is started again."),
            {},
            centreOptions(),
            0,
            rotateAuthority};
}

Command renewServerCommand()
{
    auto options = centreOptions();
    options.push_back(
        {QStringLiteral("name"),
         QStringLiteral("Name or address devices reach the endpoint by; may be repeated (those of "
                        "the present certificate)."),
         QStringLiteral("name")});
    return {QStringLiteral("renew-server"),
            QStringLiteral(
                "Makes a new key and certificate for the server, valid for two years, from the present "
                "authority. The endpoint takes it when it is started again."),
            {},
            options,
            0,
            renewServer};
}

} // namespace luotsi::apps
