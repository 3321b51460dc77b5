#include "crypto/SegmentStream.h"

#include "crypto/Bytes.h"
#include "crypto/Sodium.h"

#include <sodium.h>

namespace luotsi::crypto {

using base::ErrorCode;
using base::Result;

static_assert(segmentKeyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(segmentOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(segmentHeaderBytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);

namespace {

constexpr qsizetype sealedSegmentBytes = segmentBytes + segmentOverhead;

base::Error rejected()
{
    return {ErrorCode::CryptoRejected, QStringLiteral("attachment does not open"), {}};
}

Result<void> checkKey(const SecretBytes &key)
{
    if (key.size() != segmentKeyBytes)
        return {ErrorCode::Internal, QStringLiteral("attachment key of a wrong size")};
    return initialise();
}

} // namespace

qint64 sealedFileSize(qint64 plainBytes)
{
    const qint64 segments = plainBytes == 0 ? 1 : (plainBytes + segmentBytes - 1) / segmentBytes;
    return segmentHeaderBytes + plainBytes + segments * segmentOverhead;
}

struct SegmentSealer::State
{
    crypto_secretstream_xchacha20poly1305_state stream{};
    QByteArray header; ///< until handed out
    QByteArray waiting;
    bool isDone = false;

    ~State()
    {
        sodium_memzero(&stream, sizeof stream);
        wipe(waiting);
    }

    void push(QByteArray &target, QByteArrayView segment, unsigned char tag)
    {
        QByteArray sealed(segment.size() + segmentOverhead, Qt::Uninitialized);
        crypto_secretstream_xchacha20poly1305_push(&stream, out(sealed), nullptr, in(segment),
                                                   length(segment), nullptr, 0, tag);
        target.append(sealed);
    }
};

SegmentSealer::SegmentSealer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SegmentSealer::SegmentSealer(SegmentSealer &&) noexcept = default;
SegmentSealer &SegmentSealer::operator=(SegmentSealer &&) noexcept = default;
SegmentSealer::~SegmentSealer() = default;

Result<SegmentSealer> SegmentSealer::begin(const SecretBytes &key)
{
    if (const auto ready = checkKey(key); !ready)
        return ready.error();
    auto state = std::make_unique<State>();
    state->header.resize(segmentHeaderBytes);
    crypto_secretstream_xchacha20poly1305_init_push(&state->stream, out(state->header), key.data());
    return SegmentSealer(std::move(state));
}

Result<QByteArray> SegmentSealer::add(QByteArrayView plain)
{
    if (!m_state || m_state->isDone)
        return {ErrorCode::Internal, QStringLiteral("attachment was already finished")};
    QByteArray ready = std::exchange(m_state->header, {});
    m_state->waiting.append(plain);
    qsizetype at = 0;
    // The last full segment waits too: it may turn out to be the last one, which is marked.
    for (; m_state->waiting.size() - at > segmentBytes; at += segmentBytes)
        m_state->push(ready, QByteArrayView(m_state->waiting).sliced(at, segmentBytes), 0);
    m_state->waiting.remove(0, at);
    return ready;
}

Result<QByteArray> SegmentSealer::finish()
{
    if (!m_state || m_state->isDone)
        return {ErrorCode::Internal, QStringLiteral("attachment was already finished")};
    QByteArray ready = std::exchange(m_state->header, {});
    m_state->push(ready, m_state->waiting, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    m_state->isDone = true;
    return ready;
}

struct SegmentOpener::State
{
    crypto_secretstream_xchacha20poly1305_state stream{};
    SecretBytes key; ///< until the header is there
    QByteArray waiting;
    bool hasHeader = false;
    bool sawLast = false;
    bool isBroken = false;

    ~State() { sodium_memzero(&stream, sizeof stream); }

    bool takeHeader()
    {
        if (crypto_secretstream_xchacha20poly1305_init_pull(&stream, in(waiting), key.data()) != 0)
            return false;
        key = SecretBytes();
        hasHeader = true;
        waiting.remove(0, segmentHeaderBytes);
        return true;
    }

    bool pull(QByteArray &target, QByteArrayView segment)
    {
        if (sawLast || segment.size() < segmentOverhead)
            return false;
        QByteArray plain(segment.size() - segmentOverhead, Qt::Uninitialized);
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&stream, out(plain), nullptr, &tag, in(segment),
                                                       length(segment), nullptr, 0) != 0)
            return false;
        sawLast = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        target.append(plain);
        return true;
    }
};

SegmentOpener::SegmentOpener(std::unique_ptr<State> state) : m_state(std::move(state)) {}
SegmentOpener::SegmentOpener(SegmentOpener &&) noexcept = default;
SegmentOpener &SegmentOpener::operator=(SegmentOpener &&) noexcept = default;
SegmentOpener::~SegmentOpener() = default;

Result<SegmentOpener> SegmentOpener::begin(const SecretBytes &key)
{
    if (const auto ready = checkKey(key); !ready)
        return ready.error();
    auto state = std::make_unique<State>();
    auto copy = key.clone();
    if (!copy)
        return copy.error();
    state->key = *std::move(copy);
    return SegmentOpener(std::move(state));
}

Result<QByteArray> SegmentOpener::add(QByteArrayView sealed)
{
    if (!m_state || m_state->isBroken)
        return rejected();
    State &state = *m_state;
    state.waiting.append(sealed);
    QByteArray plain;
    if (!state.hasHeader) {
        if (state.waiting.size() < segmentHeaderBytes)
            return plain;
        state.isBroken = !state.takeHeader();
    }
    qsizetype at = 0;
    // A full segment is opened only once more follows: the last is opened by finish.
    for (; !state.isBroken && state.waiting.size() - at > sealedSegmentBytes; at += sealedSegmentBytes)
        state.isBroken =
            !state.pull(plain, QByteArrayView(state.waiting).sliced(at, sealedSegmentBytes)) || state.sawLast;
    state.waiting.remove(0, at);
    if (state.isBroken)
        return rejected();
    return plain;
}

Result<QByteArray> SegmentOpener::finish()
{
    if (!m_state || m_state->isBroken || !m_state->hasHeader)
        return rejected();
    QByteArray plain;
    const bool isWhole = m_state->pull(plain, m_state->waiting) && m_state->sawLast;
    m_state->isBroken = true; // one file, one opener
    if (!isWhole)
        return rejected();
    return plain;
}

Result<QByteArray> sealFile(QByteArrayView plain, const SecretBytes &key)
{
    auto sealer = SegmentSealer::begin(key);
    if (!sealer)
        return sealer.error();
    auto sealed = sealer->add(plain);
    if (!sealed)
        return sealed;
    auto rest = sealer->finish();
    if (!rest)
        return rest;
    sealed->append(*rest);
    return sealed;
}

Result<QByteArray> openFile(QByteArrayView sealed, const SecretBytes &key)
{
    auto opener = SegmentOpener::begin(key);
    if (!opener)
        return opener.error();
    auto plain = opener->add(sealed);
    if (!plain)
        return plain;
    auto rest = opener->finish();
    if (!rest)
        return rest;
    plain->append(*rest);
    return plain;
}

} // namespace luotsi::crypto
