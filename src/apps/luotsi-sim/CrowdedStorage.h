#pragma once

#include "ForwardingTransaction.h"
#include "centre/storage/Storage.h"

namespace luotsi::sim {

/// The real storage where others always write too, so that whatever may be done in pieces is.
class CrowdedStorage final : public storage::Storage
{
public:
    explicit CrowdedStorage(storage::Storage &real) : m_real(real) {}

    Result<void> write(const Work &work) override
    {
        return m_real.write([&work](storage::Transaction &rows) {
            CrowdedTransaction crowded(rows);
            return work(crowded);
        });
    }
    Result<void> read(const Work &work) override { return m_real.read(work); }

private:
    class CrowdedTransaction final : public ForwardingTransaction
    {
    public:
        using ForwardingTransaction::ForwardingTransaction;
        [[nodiscard]] bool isCrowded() const override { return true; }
    };

    storage::Storage &m_real;
};

} // namespace luotsi::sim
