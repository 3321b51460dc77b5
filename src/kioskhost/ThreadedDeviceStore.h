#pragma once

#include "ports/SyncStore.h"
#include "storelink/StoreThread.h"

namespace luotsi::kioskhost {

/// A DeviceStore for other threads: every call runs on the store's thread and waits for it.
/// Threading: any thread but the store's own may wait; there it runs at once.
class ThreadedDeviceStore final : public ports::DeviceStore
{
public:
    /// Both outlive this.
    ThreadedDeviceStore(storelink::StoreThread &thread, ports::DeviceStore &store)
        : m_thread(thread), m_store(store)
    {
    }

    base::Result<std::optional<ports::DeviceIdentity>> identity() override
    {
        return m_thread.call([this] { return m_store.identity(); }).get();
    }
    base::Result<void> saveIdentity(const ports::DeviceIdentity &identity) override
    {
        return m_thread.call([this, &identity] { return m_store.saveIdentity(identity); }).get();
    }
    base::Result<std::uint64_t> acceptedBundleVersion(const QByteArray &bundleName) override
    {
        return m_thread.call([this, &bundleName] { return m_store.acceptedBundleVersion(bundleName); }).get();
    }
    base::Result<void> acceptBundleVersion(const QByteArray &bundleName, std::uint64_t version) override
    {
        return m_thread
            .call([this, &bundleName, version] { return m_store.acceptBundleVersion(bundleName, version); })
            .get();
    }

private:
    storelink::StoreThread &m_thread;
    ports::DeviceStore &m_store;
};

} // namespace luotsi::kioskhost
