#include "CentreAccess.h"

#include "centre/identity/PrivateFiles.h"
#include "centre/storage-choice/StorageChoice.h"
#include "crypto/SystemRandom.h"
#include "packs/Manifest.h"
#include "pki/CertificateFacts.h"

namespace luotsi::apps {

namespace {

base::Result<void> writeRoots(const centre::identity::CentreLayout &layout)
{
    const auto root = centre::identity::loadSigningRoot(layout);
    if (!root)
        return root.error();
    const packs::RootSet roots{{packs::rootKeyOf(root->publicKey)}, 1};
    return centre::identity::writePrivateFile(layout.signing() + QStringLiteral("/roots.json"),
                                              packs::encodeRootSet(roots));
}

Exit init(const QCommandLineParser &parser, const QStringList &)
{
    const auto layout = layoutOf(parser);
    QStringList names = parser.values(QStringLiteral("name"));
    if (names.isEmpty())
        names = QStringList{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    const base::SystemClock clock;
    crypto::SystemRandom random;
    if (const auto made = centre::identity::createCentre(layout, names, clock, random); !made)
        return fail(made.error());
    if (const auto written = writeRoots(layout); !written)
        return fail(written.error());
    const centre::storage_choice::StorageChoice choice{parser.value(QStringLiteral("postgresql"))};
    if (const auto chosen = centre::storage_choice::writeStorageChoice(layout, choice); !chosen)
        return fail(chosen.error());
    // The tables are made now, so that codes can be given out before the endpoint has ever run.
    if (const auto storage = openStorage(parser); !storage)
        return fail(storage.error());
    const auto identity = centre::identity::CentreIdentity::load(layout);
    if (!identity)
        return fail(identity.error());
    const auto facts = pki::readCertificate(identity->authority().certificatePem);
    if (!facts)
        return fail(facts.error());
    print(QStringLiteral("authority %1").arg(pki::fingerprintText(facts->fingerprint)));
    return Exit::Done;
}

Exit rotateIntake(const QCommandLineParser &parser, const QStringList &)
{
    crypto::SystemRandom random;
    const auto key = centre::identity::rotateIntakeKey(layoutOf(parser), random);
    if (!key)
        return fail(key.error());
    print(QStringLiteral("intake %1").arg(QString::fromLatin1(key->id.toHex())));
    return Exit::Done;
}

} // namespace

Command initCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("name"),
                       QStringLiteral("Name or address devices reach the endpoint by; may be repeated "
                                      "(localhost, 127.0.0.1, ::1)."),
                       QStringLiteral("name")});
    options.push_back(
        {QStringLiteral("postgresql"),
         QStringLiteral("Keep the rows on this PostgreSQL server instead of in an SQLite file: a "
                        "connection string or URI. A password belongs into the password file."),
         QStringLiteral("target")});
    return {
        QStringLiteral("init"),
        QStringLiteral("Makes a centre: authority, server certificate, receipt key, intake key, signing root "
                       "and an empty storage. Prints the authority's fingerprint. Never overwrites."),
        {},
        options,
        0,
        init};
}

Command rotateIntakeCommand()
{
    return {
        QStringLiteral("rotate-intake"),
        QStringLiteral("Makes a new intake key for new drafts; older ones stay at the key desk. The endpoint "
                       "gives it to every device that enrols or renews from now on."),
        {},
        centreOptions(),
        0,
        rotateIntake};
}

} // namespace luotsi::apps
