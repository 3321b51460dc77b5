#include "AttachmentFile.h"
#include "DeskAccess.h"
#include "Requests.h"
#include "Submissions.h"
#include "Supplements.h"

#include "centre/handlers/CentreChanges.h"
#include "centre/identity/PrivateFiles.h"
#include "centre/keydesk/InstanceAnswers.h"
#include "centre/keydesk/IntakeDesk.h"
#include "centre/storage-files/DirectoryBlobs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <map>

namespace luotsi::apps {

namespace storage = centre::storage;
namespace keydesk = centre::keydesk;
namespace protocol = storage::protocol;

namespace {

/// Writes every submission as a folder of ODK's shape: submission.xml and its attachments beside it,
/// answers.json and receipt.json, and beside the newest round of a draft its proposals and requests. Plain
/// answers of people: everything is mode 0700 and 0600.
class Exporter
{
public:
    Exporter(storage::Storage &store, storage::BlobStore &blobs, keydesk::IntakeDesk &desk, QString out)
        : m_store(store), m_blobs(blobs), m_desk(desk), m_out(std::move(out))
    {
    }

    /// True when all of it could be written.
    base::Result<bool> write(const storage::Submission &submission)
    {
        const QString folder = m_out + u'/' + submission.reference;
        if (auto made = centre::identity::makePrivateFolder(folder); !made)
            return made.error();
        const auto receipt = receiptJson(m_store, submission);
        if (!receipt)
            return receipt.error();
        if (auto written = writeJson(folder + QStringLiteral("/receipt.json"), *receipt); !written)
            return written.error();
        const auto delivery = centre::handlers::loadDelivery(m_store, submission);
        if (!delivery)
            return delivery.error();
        const auto body = m_desk.open(*delivery);
        if (!body) {
            fail(Exit::Incomplete, QStringLiteral("%1 could not be opened: %2")
                                       .arg(submission.reference, QString(base::name(body.error().code))));
            return false;
        }
        if (auto written = writeInstance(folder, *body, delivery->change.header.form); !written)
            return written.error();
        return writeAttachments(folder, submission.reference, body->attachments);
    }

    /// What came beside the draft's received rounds, and what has been asked for, into its newest folder.
    base::Result<bool> writeBeside(const storage::Submission &newest)
    {
        const QString folder = m_out + u'/' + newest.reference;
        const auto file = loadDraft(m_store, newest.draft);
        if (!file)
            return file.error();
        const auto opened = m_desk.openDraft(*file);
        // Said already for the submission itself.
        if (!opened)
            return false;
        const QJsonArray asked = requestsJson(*opened);
        if (!asked.isEmpty()) {
            if (auto written = writeJson(folder + QStringLiteral("/requests.json"),
                                         {{QStringLiteral("requests"), asked}});
                !written)
                return written.error();
        }
        const auto proposals = keydesk::proposalsOf(*opened, file->accepted, repeatsOf(m_desk));
        if (!proposals || proposals->empty())
            return proposals.ok();
        return writeProposals(folder, newest.reference, *proposals);
    }

private:
    base::Result<bool> writeProposals(const QString &folder, const QString &reference,
                                      const keydesk::Proposals &proposals)
    {
        if (auto written = writeJson(folder + QStringLiteral("/supplements.json"), proposalsJson(proposals));
            !written)
            return written.error();
        std::vector<protocol::AttachmentRef> files;
        for (const keydesk::ProposedEdit &edit : proposals.edits) {
            if (edit.file)
                files.push_back(*edit.file);
        }
        for (std::size_t i = 0; i < proposals.rounds.size(); ++i) {
            const auto &body = proposals.rounds[i].body;
            if (!body)
                continue;
            if (auto written = centre::identity::writePrivateFile(folder + u'/' + proposalFileName(i + 1),
                                                                  body->instance);
                !written)
                return written.error();
            files.insert(files.end(), body->attachments.begin(), body->attachments.end());
        }
        return writeAttachments(folder, reference, files);
    }

    static base::Result<void> writeJson(const QString &path, const QJsonObject &object)
    {
        return centre::identity::writePrivateFile(path, QJsonDocument(object).toJson());
    }

    base::Result<void> writeInstance(const QString &folder, const protocol::SubmitBody &body,
                                     const protocol::FormHash &formHash)
    {
        if (auto written =
                centre::identity::writePrivateFile(folder + QStringLiteral("/submission.xml"), body.instance);
            !written)
            return written;
        const auto form = m_desk.forms().find(formHash);
        const QStringList repeats = form ? keydesk::repeatPaths(form->xform) : QStringList();
        const auto answers = keydesk::instanceAnswers(body.instance, repeats);
        if (!answers)
            return answers.error();
        QJsonObject object;
        for (const auto &[reference, value] : *answers)
            object.insert(reference, value);
        if (auto written = writeJson(folder + QStringLiteral("/answers.json"), object); !written)
            return written;
        return writeConflicts(folder, body);
    }

    /// Answers the person sent without choosing between them; no file when there are none.
    static base::Result<void> writeConflicts(const QString &folder, const protocol::SubmitBody &body)
    {
        if (body.conflicts.empty())
            return {};
        QJsonObject object;
        for (const protocol::OpenConflict &conflict : body.conflicts) {
            QJsonArray sides;
            for (const protocol::OpenConflict::Side &side : conflict.sides)
                sides.append(QJsonObject{{QStringLiteral("change"), QString::fromLatin1(side.change.toHex())},
                                         {QStringLiteral("value"), side.value}});
            object.insert(conflict.path, sides);
        }
        return writeJson(folder + QStringLiteral("/conflicts.json"), object);
    }

    base::Result<bool> writeAttachments(const QString &folder, const QString &reference,
                                        const std::vector<protocol::AttachmentRef> &attachments)
    {
        bool whole = true;
        for (const protocol::AttachmentRef &attachment : attachments) {
            const auto written = write(folder, attachment);
            if (!written && written.error().code == base::ErrorCode::StoreFailed)
                return written.error();
            if (!written) {
                fail(Exit::Incomplete, QStringLiteral("%1: an attachment is not there: %2")
                                           .arg(reference, QString(base::name(written.error().code))));
                whole = false;
            }
        }
        return whole;
    }

    base::Result<void> write(const QString &folder, const protocol::AttachmentRef &attachment)
    {
        // The name comes from a device: it may name a file of this folder and nothing else.
        static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}\\z"));
        static const QRegularExpression ours(
            QStringLiteral("\\A((submission|proposal-[0-9]+)\\.xml|"
                           "(answers|conflicts|receipt|requests|supplements)\\.json)\\z"),
            QRegularExpression::CaseInsensitiveOption);
        if (!plain.match(attachment.name).hasMatch() || ours.match(attachment.name).hasMatch())
            return base::ErrorCode::MalformedInput;
        std::optional<storage::Blob> blob;
        const auto read = m_store.read([&](storage::Transaction &rows) -> base::Result<void> {
            auto row = rows.blob(attachment.blob);
            if (!row)
                return row.error();
            blob = *row;
            return {};
        });
        if (!read)
            return read.error();
        if (!blob || !blob->verified)
            return base::ErrorCode::NotFound;
        return writeAttachment(m_blobs, *blob, attachment.key, folder + u'/' + attachment.name);
    }

    storage::Storage &m_store;
    storage::BlobStore &m_blobs;
    keydesk::IntakeDesk &m_desk;
    QString m_out;
};

Exit exportAll(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto layout = layoutOf(parser);
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    const auto all = allSubmissions(**store);
    if (!all)
        return fail(all.error());
    const base::SystemClock clock;
    centre::storage_files::DirectoryBlobs blobs(layout.blobs());
    const auto desk = openDesk(parser, clock);
    if (!desk)
        return fail(desk.error());
    if (const auto made = centre::identity::makePrivateFolder(arguments.constFirst()); !made)
        return fail(made.error());
    Exporter exporter(**store, blobs, **desk, arguments.constFirst());
    Exit result = Exit::Done;
    std::map<protocol::DraftId, storage::Submission> newest;
    for (const storage::Submission &submission : *all) {
        const auto written = exporter.write(submission);
        if (!written)
            return fail(written.error());
        if (!*written)
            result = Exit::Incomplete;
        newest.insert_or_assign(submission.draft, submission);
    }
    for (const auto &[draft, submission] : newest) {
        const auto beside = exporter.writeBeside(submission);
        if (!beside)
            return fail(beside.error());
        if (!*beside)
            result = Exit::Incomplete;
    }
    print(QStringLiteral("%1 submissions").arg(all->size()));
    return result;
}

} // namespace

Command exportCommand()
{
    return {QStringLiteral("export"),
            QStringLiteral(
                "Opens every submission with the key desk's keys and writes a folder per reference to OUT: "
                "submission.xml (ODK), its attachments, answers.json and receipt.json. Beside the newest "
                "round of a draft: supplements.json with what came after it, requests.json with what was "
                "asked. What it writes is readable by its user alone."),
            QStringLiteral("OUT"),
            centreOptions(),
            1,
            exportAll};
}

} // namespace luotsi::apps
