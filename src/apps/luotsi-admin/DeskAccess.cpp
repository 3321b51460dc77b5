#include "DeskAccess.h"

#include "Submissions.h"
#include "centre/identity/PrivateFiles.h"
#include "centre/keydesk/InstanceAnswers.h"
#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::apps {

namespace storage = centre::storage;
namespace keydesk = centre::keydesk;
namespace protocol = storage::protocol;

base::Result<std::unique_ptr<keydesk::IntakeDesk>> openDesk(const QCommandLineParser &parser,
                                                            const base::Clock &clock)
{
    const auto layout = layoutOf(parser);
    const auto bytes = centre::identity::readPrivateFile(layout.signing() + QStringLiteral("/roots.json"));
    if (!bytes)
        return bytes.error();
    const auto roots = packs::decodeRootSet(*bytes);
    if (!roots)
        return roots.error();
    // The tool opens and copies; checking was the endpoint's part.
    return std::make_unique<keydesk::IntakeDesk>(
        keydesk::KeyFolder(layout.keyDesk()),
        keydesk::FormLibrary(layout.bundles() + QStringLiteral("/packs"), *roots, clock), keydesk::Checker());
}

namespace {

base::Result<void> readChanges(storage::Transaction &rows, keydesk::DraftFile &file)
{
    const auto stored = rows.changesOf(file.draft);
    if (!stored)
        return stored.error();
    for (const storage::StoredChange &row : *stored) {
        auto change = protocol::decodeChange(row.bytes);
        if (!change)
            return change.error();
        file.changes.push_back({std::move(*change), row.device, row.receivedAt, row.afterSubmission});
    }
    return {};
}

base::Result<void> readRounds(storage::Transaction &rows, keydesk::DraftFile &file)
{
    for (std::uint32_t round = 1;; ++round) {
        const auto submission = rows.submissionOf(file.draft, round);
        if (!submission)
            return submission.error();
        if (!submission->has_value())
            return {};
        file.accepted.push_back((*submission)->change);
    }
}

} // namespace

base::Result<keydesk::DraftFile> loadDraft(storage::Storage &store, const protocol::DraftId &draft)
{
    keydesk::DraftFile file;
    const auto read = store.read([&](storage::Transaction &rows) -> base::Result<void> {
        file = {};
        file.draft = draft;
        const auto known = rows.draft(draft);
        if (!known)
            return known.error();
        if (!known->has_value())
            return base::Error{base::ErrorCode::NotFound, QStringLiteral("no such draft"), {}};
        if ((*known)->erasedAt != 0)
            return base::Error{base::ErrorCode::Erased, QStringLiteral("the draft was erased"), {}};
        auto wraps = rows.wraps(draft);
        if (!wraps)
            return wraps.error();
        file.wraps = std::move(*wraps);
        if (auto changes = readChanges(rows, file); !changes)
            return changes;
        return readRounds(rows, file);
    });
    if (!read)
        return read.error();
    return file;
}

base::Result<ReceivedDrafts> openReceived(const QCommandLineParser &parser, const base::Clock &clock)
{
    auto storage = openStorage(parser);
    if (!storage)
        return storage.error();
    auto desk = openDesk(parser, clock);
    if (!desk)
        return desk.error();
    const auto submissions = allSubmissions(**storage);
    if (!submissions)
        return submissions.error();
    ReceivedDrafts received{std::move(*storage), std::move(*desk), {}};
    for (const storage::Submission &submission : *submissions) {
        if (submission.round == 1)
            received.drafts.push_back(submission.draft);
    }
    return received;
}

keydesk::RepeatsOf repeatsOf(const keydesk::IntakeDesk &desk)
{
    return [&desk](const protocol::FormHash &hash) {
        const auto form = desk.forms().find(hash);
        return form ? keydesk::repeatPaths(form->xform) : QStringList();
    };
}

} // namespace luotsi::apps
