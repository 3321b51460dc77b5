#include "usecases/AnswerPlace.h"
#include "usecases/AttachPage.h"
#include "viewmodels/FieldLooks.h"
#include "viewmodels/FieldParts.h"
#include "viewmodels/SessionFlow.h"

#include "base/Log.h"

// Answers that come from beside the keyboard: files, drawings, a place, a code, and sounds that are played.

namespace luotsi::viewmodels {

namespace {

QString placeText(const ports::Fix &fix)
{
    const auto number = [](double value) { return QString::number(value, 'f', 7); };
    return QStringList{number(fix.latitude), number(fix.longitude), number(fix.altitude.value_or(0)),
                       number(fix.accuracy.value_or(0))}
        .join(u' ');
}

} // namespace

QString SessionFlow::errorText(const base::Error &error)
{
    return qtTrId(base::textId(error.code).toLatin1().constData());
}

void SessionFlow::connectDevices(Field &field)
{
    connect(&field, &Field::attachAsked, this,
            [this](Field *target, const QString &source) { attach(*target, source); });
    connect(&field, &Field::removeAttachmentAsked, this,
            [this](Field *target, int row) { removeAttachment(*target, row); });
    connect(field.attaching(), &AttachProgress::cancelAsked, this, [this] { endAttaching(); });
    connect(&field, &Field::sourcesAsked, this, [this](Field *target) { offerSources(*target); });
    connect(&field, &Field::addPlaceAsked, this, [this](Field *target) { addPlace(*target); });
    connect(&field, &Field::positionAsked, this, [this](Field *target) { locate(*target); });
    connect(&field, &Field::codeAsked, this, [this](Field *target) { scan(*target); });
    connect(&field, &Field::soundAsked, this, [this](const QString &sound) { play(sound); });
}

void SessionFlow::attach(Field &field, const QString &sourceId)
{
    m_idle.noteActivity(session::Activity::Camera);
    const forms::NodeId node = nodeOf(field);
    if (node.isNull())
        return;
    if (field.kind() != Field::Drawing) {
        beginAttaching(field, sourceId);
        return;
    }
    // The picture to draw over: nothing is attached before it has been drawn on.
    const auto page = m_environment.camera.capture(sourceId);
    if (!page) {
        field.setError(errorText(page.error()));
        return;
    }
    field.setError({});
    field.setBackground(page->bytes);
}

bool SessionFlow::keepFile(Field &field, forms::NodeId node, const ports::CapturedPage &page)
{
    const auto attached = usecases::AttachPage(m_tools).execute(*m_draft, node, page);
    if (!attached) {
        field.setError(errorText(attached.error()));
        return false;
    }
    field.setError({});
    replan();
    refreshField(field, *m_draft, m_shapes, node);
    Q_EMIT m_face.saveStateChanged();
    return true;
}

/// What has been drawn on the page becomes its answer. False when it could not be kept.
bool SessionFlow::keepDrawings()
{
    bool kept = true;
    const std::vector<FieldPointer> fields = m_models.question.fields()->fields();
    for (const FieldPointer &field : fields) {
        const forms::NodeId node = nodeOf(*field);
        if (field->drawing().isEmpty() || node.isNull())
            continue;
        if (keepFile(*field, node, {field->name() + QStringLiteral(".png"), field->drawing()}))
            field->holdDrawing({});
        else
            kept = false;
    }
    return kept;
}

void SessionFlow::removeAttachment(Field &field, int row)
{
    const QString ref = field.pages()->pages()[static_cast<std::size_t>(row)].ref;
    const forms::NodeId node = m_draft->instance().find(ref);
    if (node.isNull())
        return;
    if (const auto removed = usecases::RemoveAttachment(m_tools).execute(*m_draft, node); !removed) {
        fail(removed.error());
        return;
    }
    m_sourceOf.remove(ref);
    replan();
    refreshField(field, *m_draft, m_shapes, nodeOf(field));
    if (field.sources()->count() > 0)
        offerSources(field);
}

void SessionFlow::offerSources(Field &field)
{
    m_idle.noteActivity(session::Activity::Camera);
    const auto sources = m_environment.camera.sources();
    if (!sources) {
        field.sources()->fail(base::textId(sources.error().code));
        return;
    }
    QSet<QString> added;
    for (const AttachedPage &page : field.pages()->pages())
        added.insert(m_sourceOf.value(page.ref));
    std::vector<SourceEntry> entries;
    for (const ports::CaptureSource &source : *sources)
        entries.push_back(
            {source.id, source.displayName, sizeText(source.size, m_language), added.contains(source.id)});
    field.sources()->assign(std::move(entries), m_environment.camera.hasLens());
}

/// The place in the boxes joins the line; what is wrong with it is said beside the field.
void SessionFlow::addPlace(Field &field)
{
    const auto place = usecases::normalisePlace(joinedParts(field.kind(), field.parts(), 0));
    if (!place) {
        field.setError(qtTrId(place.error().detail.toLatin1().constData()));
        return;
    }
    field.setError({});
    field.appendPlace(*place);
}

void SessionFlow::locate(Field &field)
{
    const auto fix = m_environment.position->here();
    if (!fix) {
        //: Beside a question for a place, when the device could not tell it
        //% "The place was not found. Try again, or write the numbers."
        field.setError(qtTrId("place-not-found"));
        return;
    }
    field.setError({});
    field.appendPlace(placeText(*fix));
}

void SessionFlow::scan(Field &field)
{
    const auto code = m_environment.codeReader->read();
    if (!code) {
        //: Beside a question for a bar code, when the camera saw none
        //% "No code was seen. Try again, or write the code."
        field.setError(qtTrId("code-not-seen"));
        return;
    }
    field.setError({});
    field.setText(*code);
}

void SessionFlow::play(const QString &sound)
{
    const auto played = m_environment.sound->play(mediaFile(m_draft->form(), sound));
    if (!played)
        base::logEvent("sound-not-played", {{"error", played.error().code}});
}

} // namespace luotsi::viewmodels
