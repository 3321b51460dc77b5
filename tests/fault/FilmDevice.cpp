#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "forms/FormDefinition.h"
#include "platform/FolderCamera.h"
#include "store/SqlCipherStore.h"
#include "storelink/RemoteStore.h"
#include "storelink/StoreServer.h"
#include "storelink/StoreThread.h"
#include "storelink/ThreadedSyncStore.h"
#include "sync/client/SyncThread.h"
#include "usecases/AttachPage.h"
#include "usecases/StartDraft.h"
#include "usecases/SubmitApplication.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <cstdio>

using namespace luotsi;
namespace protocol = sync::protocol;

namespace {

constexpr char form[] =
    R"(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>f</h:title><model><instance>
 <data xmlns="" id="f" version="1"><film/><orx:meta><orx:instanceID/></orx:meta></data></instance>
 <bind nodeset="/data/film" type="binary"/></model></h:head>
 <h:body><upload ref="/data/film" mediatype="video/*"><label>Film</label></upload></h:body></h:html>)";

void say(const char *word, quint64 number = 0)
{
    std::printf("%s %llu\n", word, static_cast<unsigned long long>(number));
    std::fflush(stdout);
}

[[noreturn]] void fail(const char *what, const base::Error &error)
{
    std::printf("ERROR %s %s\n", what, base::name(error.code).data());
    std::exit(1);
}

template<typename Value> Value must(base::Result<Value> result, const char *what)
{
    if (!result)
        fail(what, result.error());
    return std::move(*result);
}

usecases::KnownForm filmForm()
{
    const QByteArray xform(form);
    protocol::FormManifest manifest;
    manifest.formId = QStringLiteral("f");
    manifest.version = QStringLiteral("1");
    manifest.form = protocol::hashOfFile(xform);
    usecases::KnownForm known{
        QStringLiteral("f"), protocol::formHash(manifest), must(forms::parseForm(xform), "form"), {}, {}};
    known.description.recordingBytes = 400U * 1024 * 1024;
    return known;
}

/// What the process takes from here on is measured: the key of a code is made with much memory on purpose.
void forgetPeak()
{
    QFile references(QStringLiteral("/proc/self/clear_refs"));
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
}

/// What a person does: begin, choose the film, watch it go in, press send.
void attachAndSend(const usecases::Tools &tools, const ports::DeviceIdentity &identity, const QString &folder)
{
    const auto vaultKey = must(crypto::SecretBytes::random(32, tools.random), "vault key");
    const usecases::IntakeKey intake{identity.intakeKey, identity.intakeKeyId};
    usecases::StartRequest request{filmForm(),
                                   {ports::CentreCopy::AsWritten, false},
                                   must(usecases::prepareNewCode(tools.random), "code"),
                                   QStringLiteral("library-1"),
                                   intake};
    const auto draft =
        must(usecases::StartDraft(tools, vaultKey).execute(std::move(request), {tools.clock, tools.random}),
             "start");
    forgetPeak();
    say("READY");
    const forms::NodeId target = draft->instance().find(QStringLiteral("/data/film"));
    platform::FolderCamera camera(folder);
    auto writing = must(usecases::AttachmentWriting::begin(
                            tools, *draft, target, must(camera.open(QStringLiteral("film.mp4")), "open")),
                        "begin");
    while (!writing.finished()) {
        if (const auto stepped = writing.step(); !stepped)
            fail("step", stepped.error());
    }
    if (const auto attached = usecases::AttachPage(tools).attach(*draft, target, writing); !attached)
        fail("attach", attached.error());
    const auto outcome = must(usecases::SubmitApplication(tools, intake).execute(*draft), "submit");
    say(outcome.sent ? "SENT" : "ERROR");
}

store::StoreOptions storeOptions(const char *folder)
{
    store::StoreOptions options;
    options.folder = QFile::decodeName(folder);
    options.key = QByteArray(32, 'k');
    options.draftReserve = 0;
    options.reserveFile = 0;
    return options;
}

} // namespace

/// luotsi-film-device STORE FOLDER|-: the store with the device's identity, and the folder film.mp4 lies in;
/// "-" only goes on sending. A session with the keys and the supervisor's store and synchroniser, as in the
/// product, in one process. Says READY, SENT, AT bytes acknowledged, SETTLED, ERROR.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc != 3)
        return 2;
    base::SystemClock clock;
    crypto::SystemRandom random;
    storelink::StoreThread thread;
    std::unique_ptr<store::SqlCipherStore> store;
    thread
        .call(
            [&] { store = must(store::SqlCipherStore::open(storeOptions(argv[1]), clock, random), "store"); })
        .get();
    const auto identity = thread.call([&] { return must(store->identity(), "identity"); }).get();
    if (!identity)
        return 1;
    auto ends = must(storelink::Socket::pair(), "socket");
    auto server = std::make_unique<storelink::StoreServer>(*store, std::move(ends.first));
    thread.adopt(*server);
    storelink::RemoteStore session(std::move(ends.second));
    storelink::ThreadedSyncStore syncStore(thread, *store);
    if (argv[2][0] == '-')
        say("READY");

    sync::client::SyncThread client(*identity, syncStore, *store, clock, random);
    client.start();
    if (argv[2][0] != '-') {
        attachAndSend({session, clock, random}, *identity, QFile::decodeName(argv[2]));
        client.submitted();
    }
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        const auto queue = syncStore.queue();
        const auto incomplete = syncStore.incompleteSubmissions();
        const auto blob = syncStore.nextBlob();
        if (blob && *blob)
            say("AT", (*blob)->offset);
        if (queue && queue->empty() && incomplete && incomplete->empty())
            say("SETTLED");
        else
            client.submitted();
    });
    timer.start(50);
    return QCoreApplication::exec();
}
