#include "centre/identity/AuthorityRotation.h"

#include "centre/identity/AuthorityFiles.h"
#include "centre/identity/PrivateFiles.h"
#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"

#include <algorithm>
#include <iterator>

namespace luotsi::centre::identity {

using base::Result;

namespace {

bool holds(const QByteArray &certificate, std::int64_t now)
{
    const auto facts = pki::readCertificate(certificate);
    return facts && now <= facts->validity.notAfter;
}

QByteArrayList holding(const QByteArrayList &certificates, std::int64_t now)
{
    QByteArrayList kept;
    std::copy_if(certificates.begin(), certificates.end(), std::back_inserter(kept),
                 [now](const QByteArray &certificate) { return holds(certificate, now); });
    return kept;
}

Result<Authorities> next(const Authorities &present, std::int64_t now, base::Random &random)
{
    const auto own = pki::readCertificate(present.present.certificatePem);
    if (!own)
        return own.error();
    auto fresh = pki::makeAuthority(own->commonName, {now - clockMargin, now + authorityLifetime}, random);
    if (!fresh)
        return fresh.error();
    Authorities later{*std::move(fresh), holding(present.earlier, now), holding(present.crosses, now)};
    if (!holds(present.present.certificatePem, now))
        return later; // nobody trusts it any more, so it can vouch for nothing
    const auto cross = pki::issueCrossCertificate(present.present, later.present.certificatePem,
                                                  {now - clockMargin, own->validity.notAfter}, random);
    if (!cross)
        return cross.error();
    later.earlier.prepend(present.present.certificatePem);
    later.crosses.prepend(*cross);
    return later;
}

/// The certificate with the chain that TLS shows behind it.
Result<pki::Credential> serverOf(const Authorities &authorities, const QStringList &names, std::int64_t now,
                                 base::Random &random)
{
    const auto root = pki::readCertificate(authorities.present.certificatePem);
    if (!root)
        return root.error();
    const std::int64_t end = std::min(now + serverLifetime, root->validity.notAfter);
    auto server = pki::issueServerCertificate(authorities.present, names, {now - clockMargin, end}, random);
    if (!server)
        return server.error();
    server->certificatePem += holding(authorities.crosses, now).join();
    return server;
}

Result<QStringList> namesOf(const CentreLayout &layout)
{
    const auto server = readCredential(layout.server());
    if (!server)
        return server.error();
    const auto facts = pki::readCertificate(server->certificatePem);
    if (!facts)
        return facts.error();
    return facts->names;
}

Result<void> replaceServer(const CentreLayout &layout, const pki::Credential &server)
{
    return replacePrivateFolder(layout.server(),
                                [&server](const QString &folder) { return writeCredential(folder, server); });
}

} // namespace

Result<void> rotateAuthority(const CentreLayout &layout, const base::Clock &clock, base::Random &random)
{
    const std::int64_t now = clock.wallMilliseconds();
    const auto present = readAuthorities(layout.authority());
    if (!present)
        return present.error();
    const auto names = namesOf(layout);
    if (!names)
        return names.error();
    const auto later = next(*present, now, random);
    if (!later)
        return later.error();
    const auto server = serverOf(*later, *names, now, random);
    if (!server)
        return server.error();
    // The server first: its chain leads back to the present authority, so devices of either reach it,
    // whenever this ends. The other way round the present key would be gone before anything led on from it.
    if (auto replaced = replaceServer(layout, *server); !replaced)
        return replaced;
    return replacePrivateFolder(layout.authority(),
                                [&later](const QString &folder) { return writeAuthorities(folder, *later); });
}

Result<void> renewServer(const CentreLayout &layout, const QStringList &names, const base::Clock &clock,
                         base::Random &random)
{
    const auto authorities = readAuthorities(layout.authority());
    if (!authorities)
        return authorities.error();
    const auto present = namesOf(layout);
    if (!present)
        return present.error();
    const auto server =
        serverOf(*authorities, names.isEmpty() ? *present : names, clock.wallMilliseconds(), random);
    if (!server)
        return server.error();
    return replaceServer(layout, *server);
}

} // namespace luotsi::centre::identity
