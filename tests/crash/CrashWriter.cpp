#include "base/Clock.h"
#include "ports/testing/TestRecords.h"
#include "store/SqlCipherStore.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>

using namespace luotsi;
using ports::testing::TestRecords;

namespace {

/// One line per commit that returned ok, written at once: whoever reads it may rely on the change named in
/// it.
void acknowledge(const ports::protocol::ChangeId &change)
{
    std::printf("ACK %s\n", change.toHex().constData());
    std::fflush(stdout);
}

int fail(const base::Error &error)
{
    std::printf("ERROR %s\n", base::name(error.code).data());
    std::fflush(stdout);
    return 1;
}

} // namespace

/// crash-writer FOLDER SEED COUNT RESERVE: begins a draft and answers COUNT questions, with attachments and
/// open changes in between. The draft's id is a function of SEED. Ends with the first error.
int main(int argc, char *argv[])
{
    if (argc != 5)
        return 2;
    base::SystemClock clock;
    ports::testing::SeededRandom random(std::strtoull(argv[2], nullptr, 10));
    TestRecords records(random);
    store::StoreOptions options;
    options.folder = QFile::decodeName(argv[1]);
    options.key = QByteArray(32, 'k');
    options.draftReserve = 0;
    options.reserveFile = std::strtoll(argv[4], nullptr, 10);
    options.checkpointAbove = 128 * 1024; // often, so that kills hit checkpoints too
    auto opened = store::SqlCipherStore::open(options, clock, random);
    if (!opened)
        return fail(opened.error());
    store::SqlCipherStore &store = **opened;
    const ports::NewDraft draft = records.draft(ports::CentreCopy::AsWritten);
    if (const auto made = store.createDraft(draft); !made)
        return fail(made.error());
    std::printf("DRAFT %s\n", draft.first.draft.toHex().constData());
    const int count = std::atoi(argv[3]);
    for (int number = 0; number < count; ++number) {
        const auto typed = records.change(draft.first.draft);
        if (const auto put = store.putOpenChange({draft.first.draft, typed.header.slot, typed}); !put)
            return fail(put.error());
        ports::DraftCommit commit = TestRecords::commitOf(typed);
        commit.closedSlots = {typed.header.slot};
        if (number % 25 == 24) {
            const auto blob = store.writeBlob(draft.first.draft, records.noise(100'000));
            if (!blob)
                return fail(blob.error());
            commit.blobs = {*blob};
        }
        if (const auto done = store.commit(commit); !done)
            return fail(done.error());
        acknowledge(typed.id);
    }
    return 0;
}
