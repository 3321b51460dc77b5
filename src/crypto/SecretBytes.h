#pragma once

#include "base/Random.h"
#include "base/Result.h"

#include <QByteArrayView>

#include <cstddef>
#include <cstdint>

namespace luotsi::crypto {

/// Key material in guarded memory: own pages between inaccessible ones, locked out of swap where the system
/// allows it, left out of core dumps, wiped when freed. Move-only, so that a key has one place; `clone` is
/// the one visible way to a second. After a move it is empty.
/// Threading: a value; not shared between threads while it changes.
class SecretBytes
{
public:
    SecretBytes() = default;
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    /// Zeroed. Internal when no guarded memory is left.
    [[nodiscard]] static base::Result<SecretBytes> zeroed(std::size_t size);
    [[nodiscard]] static base::Result<SecretBytes> random(std::size_t size, base::Random &random);
    /// Copies; the caller wipes its own copy (see wipe).
    [[nodiscard]] static base::Result<SecretBytes> copyOf(QByteArrayView bytes);
    [[nodiscard]] base::Result<SecretBytes> clone() const;

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] const std::uint8_t *data() const { return m_data; }
    [[nodiscard]] std::uint8_t *data() { return m_data; }
    [[nodiscard]] QByteArrayView view() const;

private:
    std::uint8_t *m_data = nullptr;
    std::size_t m_size = 0;
};

/// Overwrites a secret that had to pass through ordinary memory, and empties it. A shared QByteArray is
/// detached first, so hold only one.
void wipe(QByteArray &bytes);

/// Same bytes? Takes the same time wherever they differ; lengths are not secret.
[[nodiscard]] bool equalConstantTime(QByteArrayView first, QByteArrayView second);

} // namespace luotsi::crypto
