#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "sealing/BlobSealing.h"
#include "sealing/ChangeSealing.h"
#include "store/SqlCipherStore.h"
#include "sync/client/SyncClient.h"
#include "sync/protocol/SubmissionOf.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <cstdio>

using namespace luotsi;
namespace protocol = sync::protocol;

namespace {

void say(const char *word, const QByteArray &id = {})
{
    std::printf("%s %s\n", word, id.constData());
    std::fflush(stdout);
}

/// Fills and sends drafts with an attachment each while the synchroniser works beside it. Every line says
/// what is durable; whoever reads it may rely on it. Made to be killed.
class LiveDevice
{
public:
    LiveDevice(store::SqlCipherStore &store, int drafts, qsizetype photoBytes)
        : m_store(store), m_left(drafts), m_photoBytes(photoBytes)
    {
    }

    /// False when the store refused.
    bool step(sync::client::SyncClient &client)
    {
        if (m_left == 0) {
            const auto queue = m_store.queue();
            const auto incomplete = m_store.incompleteSubmissions();
            if (queue && queue->empty() && incomplete && incomplete->empty())
                say("SETTLED");
            else
                client.submitted();
            return queue.ok();
        }
        --m_left;
        if (!send())
            return false;
        client.submitted();
        return true;
    }

private:
    [[nodiscard]] protocol::ChangeHeader header(const protocol::DraftId &draft,
                                                const sealing::DraftKeys &keys, const QString &path)
    {
        protocol::ChangeHeader header;
        header.draft = draft;
        header.slot = *sealing::slotFor(keys, path);
        header.deviceTime = m_clock.wallMilliseconds();
        return header;
    }

    bool send()
    {
        const auto keys = std::move(*sealing::DraftKeys::create(m_random));
        const auto id = m_random.make<protocol::DraftId>();
        ports::NewDraft fresh;
        fresh.copy = ports::CentreCopy::AsWritten;
        const auto create =
            sealing::sealChange(header(id, keys, QStringLiteral("#create")),
                                protocol::CreateBody{{}, QStringLiteral("library"), {}}, keys, m_random);
        fresh.first = {id, {*create}, {}, {}, false};
        fresh.code = {m_random.make<protocol::LookupId>(),
                      id,
                      keys.keyId,
                      m_random.make<protocol::KeyId>(),
                      QByteArray(96, 'w'),
                      m_clock.wallMilliseconds(),
                      false};
        if (!m_store.createDraft(fresh))
            return false;
        for (int question = 0; question < 4; ++question) {
            const QString path = QStringLiteral("/data/q%1").arg(question);
            const auto answer = sealing::sealChange(
                header(id, keys, path), protocol::AnswerBody{path, QStringLiteral("value")}, keys, m_random);
            if (!m_store.commit({id, {*answer}, {}, {}, false}))
                return false;
        }
        QByteArray photo(m_photoBytes, '\0');
        m_random.fill(reinterpret_cast<std::uint8_t *>(photo.data()), static_cast<std::size_t>(photo.size()));
        const auto sealed = sealing::sealBlob(photo, m_random);
        const auto blob = m_store.writeBlob(id, sealed->sealed);
        if (!blob)
            return false;
        protocol::SubmitBody body;
        body.instance = "<data/>";
        body.instanceId = protocol::instanceIdOf(id, 1);
        auto top = header(id, keys, QStringLiteral("#submit"));
        top.urgency = protocol::Urgency::Submission;
        top.attachments = {*blob};
        top.round = 1;
        top.submission = protocol::submissionOf(id, 1, {}, {*blob});
        const auto submit = sealing::sealChange(top, body, keys, m_random);
        if (!m_store.commit({id, {*submit}, {}, {*blob}, true}))
            return false;
        say("SENT", id.toHex());
        return true;
    }

    store::SqlCipherStore &m_store;
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
    int m_left;
    qsizetype m_photoBytes;
};

} // namespace

/// luotsi-live-device FOLDER DRAFTS PHOTO-BYTES: goes on with the store in FOLDER, which holds the device's
/// identity, sends DRAFTS more drafts with a photo each, then waits until the centre has everything. Says
/// SENT, SETTLED, ERROR.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    base::SystemClock clock;
    crypto::SystemRandom random;
    store::StoreOptions options;
    options.folder = QFile::decodeName(argv[1]);
    options.key = QByteArray(32, 'k');
    options.draftReserve = 0;
    options.reserveFile = 0;
    options.checkpointAbove = 256 * 1024;
    options.peelCode = [](const ports::CodeEntry &code) -> base::Result<protocol::Wrap> {
        return protocol::Wrap{protocol::WrapPurpose::ResumeCode, code.draft, code.key, code.reader,
                              code.sealedWrap};
    };
    auto opened = store::SqlCipherStore::open(options, clock, random);
    if (!opened) {
        say("ERROR", base::name(opened.error().code).data());
        return 1;
    }
    const auto identity = (*opened)->identity();
    if (!identity || !*identity)
        return 1;
    sync::client::SyncOptions sync;
    sync.limits = {1500, 1024};
    sync::client::SyncClient client(**identity, **opened, **opened, clock, random, sync);
    client.start();
    LiveDevice device(**opened, QByteArray(argv[2]).toInt(), QByteArray(argv[3]).toLongLong());
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        if (!device.step(client)) {
            say("ERROR", "store");
            QCoreApplication::exit(1);
        }
    });
    timer.start(10);
    say("READY");
    return QCoreApplication::exec();
}
