#include "AttachmentFile.h"
#include "Submissions.h"

#include "centre/identity/PrivateFiles.h"
#include "centre/keydesk/InstanceAnswers.h"
#include "centre/keydesk/IntakeDesk.h"
#include "centre/storage-files/DirectoryBlobs.h"
#include "sync/protocol/ChangeCodec.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace luotsi::apps {

namespace storage = centre::storage;
namespace ports = centre::ports;
namespace keydesk = centre::keydesk;
namespace protocol = storage::protocol;

namespace {

/// Writes every submission as a folder of ODK's shape: submission.xml and its attachments beside it,
/// answers.json and receipt.json. Plain answers of people: everything is mode 0700 and 0600.
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
        const auto receipt = receiptJson(submission);
        if (!receipt)
            return receipt.error();
        if (auto written = writeJson(folder + QStringLiteral("/receipt.json"), *receipt); !written)
            return written.error();
        const auto delivery = load(submission);
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
        return writeAttachments(folder, submission.reference, *body);
    }

private:
    static base::Result<void> writeJson(const QString &path, const QJsonObject &object)
    {
        return centre::identity::writePrivateFile(path, QJsonDocument(object).toJson());
    }

    base::Result<ports::Delivery> load(const storage::Submission &submission)
    {
        ports::Delivery delivery;
        delivery.submission = submission.id;
        delivery.draft = submission.draft;
        delivery.round = submission.round;
        const auto read = m_store.read([&](storage::Transaction &rows) -> base::Result<void> {
            const auto row = rows.change(submission.change);
            if (!row)
                return row.error();
            if (!row->has_value())
                return base::ErrorCode::NotFound;
            auto change = protocol::decodeChange((*row)->bytes);
            if (!change)
                return change.error();
            delivery.change = std::move(*change);
            auto wraps = rows.wraps(submission.draft);
            if (!wraps)
                return wraps.error();
            delivery.wraps = std::move(*wraps);
            return {};
        });
        if (!read)
            return read.error();
        return delivery;
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
        return writeJson(folder + QStringLiteral("/answers.json"), object);
    }

    base::Result<bool> writeAttachments(const QString &folder, const QString &reference,
                                        const protocol::SubmitBody &body)
    {
        bool whole = true;
        for (const protocol::AttachmentRef &attachment : body.attachments) {
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
        static const QStringList ours{QStringLiteral("submission.xml"), QStringLiteral("answers.json"),
                                      QStringLiteral("receipt.json")};
        if (!plain.match(attachment.name).hasMatch() || ours.contains(attachment.name))
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

base::Result<packs::RootSet> rootsOf(const centre::identity::CentreLayout &layout)
{
    const auto bytes = centre::identity::readPrivateFile(layout.signing() + QStringLiteral("/roots.json"));
    if (!bytes)
        return bytes.error();
    return packs::decodeRootSet(*bytes);
}

Exit exportAll(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto layout = layoutOf(parser);
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    const auto roots = rootsOf(layout);
    if (!roots)
        return fail(roots.error());
    const auto all = allSubmissions(**store);
    if (!all)
        return fail(all.error());
    const base::SystemClock clock;
    centre::storage_files::DirectoryBlobs blobs(layout.blobs());
    // Exporting opens and copies; checking was the endpoint's part.
    keydesk::IntakeDesk desk(keydesk::KeyFolder(layout.keyDesk()),
                             keydesk::FormLibrary(layout.bundles() + QStringLiteral("/packs"), *roots, clock),
                             {});
    if (const auto made = centre::identity::makePrivateFolder(arguments.constFirst()); !made)
        return fail(made.error());
    Exporter exporter(**store, blobs, desk, arguments.constFirst());
    Exit result = Exit::Done;
    for (const storage::Submission &submission : *all) {
        const auto written = exporter.write(submission);
        if (!written)
            return fail(written.error());
        if (!*written)
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
                "submission.xml (ODK), its attachments, answers.json and receipt.json. What it writes is "
                "readable by its user alone."),
            QStringLiteral("OUT"),
            centreOptions(),
            1,
            exportAll};
}

} // namespace luotsi::apps
