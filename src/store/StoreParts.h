#pragma once

#include "store/AuditTable.h"
#include "store/BlobTable.h"
#include "store/BlobWritings.h"
#include "store/CodeTable.h"
#include "store/Database.h"
#include "store/DeviceTable.h"
#include "store/DraftTable.h"
#include "store/Expiry.h"
#include "store/FeedTable.h"
#include "store/Orders.h"
#include "store/Outbox.h"
#include "store/SqlCipherStore.h"
#include "store/StatusTable.h"
#include "store/StoreFiles.h"

#include <memory>
#include <utility>

namespace luotsi::store {

/// What a store is made of, in the order it has to be taken apart: statements before the database, the
/// database before the lock.
struct SqlCipherStore::Parts
{
    Parts(StoreOptions storeOptions, FolderLock folderLock, ReserveFile reserveFile,
          std::unique_ptr<Database> opened, base::Clock &systemClock, base::Random &systemRandom)
        : options(std::move(storeOptions)), lock(std::move(folderLock)), reserve(std::move(reserveFile)),
          database(std::move(opened)), random(systemRandom), drafts(*database, systemClock),
          statuses(*database), blobs(*database, systemClock),
          writings(*database, blobs, systemClock, systemRandom), codes(*database, systemClock),
          device(*database), audit(*database, systemClock, device),
          outbox(*database, systemClock, systemRandom, drafts, blobs, codes, device, audit),
          expiry(*database, drafts, blobs), feeds(*database), orders(*database, drafts, device)
    {
    }

    [[nodiscard]] bool codesCanGo() const { return static_cast<bool>(options.peelCode); }

    StoreOptions options;
    FolderLock lock;
    ReserveFile reserve;
    std::unique_ptr<Database> database;
    base::Random &random;
    DraftTable drafts;
    StatusTable statuses;
    BlobTable blobs;
    BlobWritings writings;
    CodeTable codes;
    DeviceTable device;
    AuditTable audit;
    Outbox outbox;
    Expiry expiry;
    FeedTable feeds;
    Orders orders;
};

} // namespace luotsi::store
