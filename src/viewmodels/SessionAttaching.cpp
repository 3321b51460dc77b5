#include "base/Log.h"
#include "usecases/AttachPage.h"
#include "viewmodels/FieldBuilder.h"
#include "viewmodels/SessionFlow.h"

#include <QTimer>

// A file becomes an attachment beside the page: judged and scaled on another thread, sealed and stored piece
// by piece between frames, and taken out again when the person changes their mind or leaves the page.

namespace luotsi::viewmodels {

/// One file on its way. Whoever still holds it after it was replaced in the session has nothing to do any
/// more.
struct SessionFlow::Attaching
{
    FieldPointer field;
    QString source;
    std::unique_ptr<base::ByteSource> file;
    attachments::PageLimits limits;
    std::optional<base::Result<attachments::PreparedFile>> prepared;
    std::optional<usecases::AttachmentWriting> writing;
};

void SessionFlow::beginAttaching(Field &field, const QString &sourceId)
{
    if (m_attaching)
        return;
    auto file = m_environment.camera.open(sourceId);
    if (!file) {
        field.setError(errorText(file.error()));
        return;
    }
    auto attaching = std::make_shared<Attaching>();
    for (const FieldPointer &shown : m_models.question.fields()->fields()) {
        if (shown.get() == &field)
            attaching->field = shown;
    }
    const forms::NodeId node = nodeOf(field);
    if (!attaching->field || node.isNull())
        return;
    attaching->source = sourceId;
    attaching->file = std::move(*file);
    attaching->limits = usecases::limitsOf(*m_draft, node);
    m_attaching = attaching;
    field.setError({});
    field.attaching()->show(0);
    m_models.question.setBusy(true);
    runAside(
        [attaching] {
            attaching->prepared.emplace(
                attachments::prepareFile(std::move(attaching->file), attaching->limits));
        },
        [this, attaching] { writePrepared(attaching); });
}

void SessionFlow::writePrepared(const AttachingPointer &attaching)
{
    if (m_attaching != attaching || !m_draft)
        return;
    if (!attaching->prepared->ok()) {
        endAttaching(attaching->prepared->error());
        return;
    }
    auto writing = usecases::AttachmentWriting::begin(m_tools, *m_draft, std::move(**attaching->prepared));
    if (!writing) {
        endAttaching(writing.error());
        return;
    }
    attaching->writing.emplace(std::move(*writing));
    stepAttaching(attaching);
}

void SessionFlow::stepAttaching(const AttachingPointer &attaching)
{
    if (m_attaching != attaching || !m_draft)
        return;
    usecases::AttachmentWriting &writing = *attaching->writing;
    do {
        if (const auto stepped = writing.step(); !stepped) {
            endAttaching(stepped.error());
            return;
        }
    } while (!m_environment.aside && !writing.finished());
    m_idle.noteActivity(session::Activity::Camera);
    const auto total = static_cast<qreal>(std::max<std::uint64_t>(writing.totalBytes(), 1));
    attaching->field->attaching()->show(static_cast<qreal>(writing.doneBytes()) / total);
    if (writing.finished())
        finishAttaching(attaching);
    else
        QTimer::singleShot(0, this, [this, attaching] { stepAttaching(attaching); });
}

void SessionFlow::finishAttaching(const AttachingPointer &attaching)
{
    Field &field = *attaching->field;
    const auto attached = usecases::AttachPage(m_tools).attach(*m_draft, nodeOf(field), *attaching->writing);
    endAttaching(attached ? std::nullopt : std::optional(attached.error()));
    if (!attached)
        return;
    replan();
    refreshField(field, *m_draft, m_shapes, nodeOf(field));
    Q_EMIT m_face.saveStateChanged();
    m_sourceOf.insert(field.pages()->pages().back().ref, attaching->source);
    if (field.sources()->count() > 0)
        offerSources(field);
}

/// Also when the person has changed their mind: nothing of the file stays.
void SessionFlow::endAttaching(const std::optional<base::Error> &error)
{
    if (!m_attaching)
        return;
    const AttachingPointer ended = std::exchange(m_attaching, nullptr);
    if (ended->writing && !ended->writing->finished())
        ended->writing->abandon();
    m_models.question.setBusy(false);
    ended->field->attaching()->end();
    if (error)
        ended->field->setError(errorText(*error));
}

} // namespace luotsi::viewmodels
