#include "SetUp.h"

#include "kioskhost/ServicePack.h"
#include "platform/KeyFileVault.h"
#include "platform/SystemdCredentialVault.h"
#include "store/SqlCipherStore.h"
#include "sync/client/Enrolment.h"

#include <QUrl>

namespace luotsi::app {

namespace {

using base::Result;

Result<std::unique_ptr<store::SqlCipherStore>> openStore(const kioskhost::KioskOptions &options,
                                                         base::Clock &clock, base::Random &random)
{
    const kioskhost::KioskFolders folders(options.dataFolder);
    const auto key =
        options.plainKeyFiles
            ? platform::KeyFileVault(platform::PlainKeyFilesForDemo{}, folders.keys, random).databaseKey()
            : platform::SystemdCredentialVault().databaseKey();
    if (!key)
        return key.error();
    store::StoreOptions storeOptions;
    storeOptions.folder = folders.store;
    storeOptions.key = *key;
    return store::SqlCipherStore::open(std::move(storeOptions), clock, random);
}

Result<void> enrol(const SetUpRequest &request, store::SqlCipherStore &store)
{
    if (request.centreUrl.isEmpty())
        return {};
    const auto identity =
        sync::client::enrolment::enrol(QUrl(request.centreUrl), request.oneTimeCode,
                                       QByteArray::fromHex(request.rootFingerprint.toLatin1()));
    return identity ? store.saveIdentity(*identity) : Result<void>(identity.error());
}

} // namespace

Result<void> setUp(const kioskhost::KioskOptions &options, const SetUpRequest &request, base::Clock &clock,
                   base::Random &random)
{
    auto store = openStore(options, clock, random);
    if (!store)
        return store.error();
    for (const QString &bundle : request.bundles) {
        if (const auto installed = kioskhost::installBundle(bundle, request.rootsFile, options.dataFolder,
                                                            **store, clock, random);
            !installed)
            return installed;
    }
    return enrol(request, **store);
}

} // namespace luotsi::app
