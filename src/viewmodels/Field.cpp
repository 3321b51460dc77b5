#include "viewmodels/Field.h"

#include "usecases/AnswerPlace.h"
#include "viewmodels/FieldParts.h"

#include <algorithm>

namespace luotsi::viewmodels {

Field::Field(Kind kind, QString name, QString ref, QObject *parent)
    : QObject(parent), m_kind(kind), m_name(std::move(name)), m_ref(std::move(ref)),
      m_parts(partsOf(kind, QString())), m_found(m_options)
{
}

QStringList Field::places() const
{
    if (m_kind != Geotrace && m_kind != Geoshape)
        return {};
    QStringList places = usecases::placesOf(m_value);
    std::transform(places.begin(), places.end(), places.begin(), usecases::readPlace);
    return places;
}

QString Field::given() const
{
    const bool isLine = m_kind == Geotrace || m_kind == Geoshape;
    if (!isLine || m_parts.join(QString()).isEmpty())
        return m_value;
    return usecases::placesOf(m_value).join(u';') + u';' + joinedParts(m_kind, m_parts, 0);
}

void Field::setText(const QString &text)
{
    if (text == m_value || m_content.readOnly)
        return;
    setValue(text);
    Q_EMIT typed(this);
}

void Field::choose(const QString &value)
{
    if (m_content.readOnly)
        return;
    if (m_kind == Trigger)
        setValue(value);
    else
        showValue(value);
    Q_EMIT chosen(this);
}

void Field::toggle(const QString &value)
{
    if (m_content.readOnly)
        return;
    QStringList next = m_options.selected();
    if (!next.removeOne(value)) {
        const auto isExclusive = [this](const QString &candidate) {
            for (const Option &option : m_options.options()) {
                if (option.value == candidate)
                    return option.exclusive;
            }
            return false;
        };
        if (isExclusive(value))
            next.clear();
        else
            next.removeIf(isExclusive);
        next.append(value);
    }
    showValue(next.join(QLatin1Char(' ')));
    Q_EMIT chosen(this);
}

void Field::setPart(int part, const QString &text)
{
    if (part < 0 || part >= m_parts.size() || m_parts.at(part) == text || m_content.readOnly)
        return;
    m_parts[part] = text;
    if (m_kind != Geotrace && m_kind != Geoshape)
        m_value = joinedParts(m_kind, m_parts, m_content.dateParts);
    Q_EMIT valueChanged();
    Q_EMIT typed(this);
}

void Field::rank(int row, int step)
{
    const int to = row + step;
    if (m_content.readOnly || row < 0 || row >= m_options.count() || to < 0 || to >= m_options.count())
        return;
    m_options.move(row, to);
    setValue(m_options.values().join(u' '));
    Q_EMIT chosen(this);
}

void Field::leave()
{
    Q_EMIT left(this);
}

void Field::skip()
{
    if (m_content.canSkip)
        Q_EMIT skipped(this);
}

void Field::attach(const QString &sourceId)
{
    if (!m_content.readOnly)
        Q_EMIT attachAsked(this, sourceId);
}

void Field::holdDrawing(const QByteArray &png)
{
    if (m_content.readOnly)
        return;
    m_drawing = png;
    setError({});
}

void Field::removeAttachment(int row)
{
    if (row >= 0 && row < m_pages.count())
        Q_EMIT removeAttachmentAsked(this, row);
}

void Field::refreshSources()
{
    Q_EMIT sourcesAsked(this);
}

void Field::addPlace()
{
    if (!m_content.readOnly)
        Q_EMIT addPlaceAsked(this);
}

void Field::removePlace(int row)
{
    QStringList places = usecases::placesOf(m_value);
    if (m_content.readOnly || row < 0 || row >= places.size())
        return;
    places.removeAt(row);
    setValue(places.join(u';'));
    Q_EMIT chosen(this);
}

void Field::locate()
{
    if (m_tools.position && !m_content.readOnly)
        Q_EMIT positionAsked(this);
}

void Field::scan()
{
    if (m_tools.codeReader && !m_content.readOnly)
        Q_EMIT codeAsked(this);
}

void Field::play(const QString &sound)
{
    if (m_tools.sound)
        Q_EMIT soundAsked(this, sound);
}

void Field::setContent(const FieldContent &content)
{
    if (content == m_content)
        return;
    m_content = content;
    Q_EMIT contentChanged();
}

void Field::setTools(const FieldTools &tools)
{
    if (tools == m_tools)
        return;
    m_tools = tools;
    Q_EMIT contentChanged();
}

void Field::setSearching(bool searching)
{
    if (searching == m_searching)
        return;
    m_searching = searching;
    Q_EMIT deviceChanged();
}

void Field::setPlaying(const QString &sound)
{
    if (sound == m_playing)
        return;
    m_playing = sound;
    Q_EMIT deviceChanged();
}

void Field::showValue(const QString &value)
{
    const QStringList values = value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (m_kind == SelectOne || m_kind == SelectMany)
        m_options.select(values);
    if (m_kind == Rank)
        m_options.order(values);
    if (partCount(m_kind) > 0)
        m_parts = partsOf(m_kind, value);
    setValue(value);
}

void Field::appendPlace(const QString &place)
{
    if (m_kind == Geopoint) {
        choose(usecases::editPlace(place));
        return;
    }
    clearParts();
    setValue((usecases::placesOf(m_value) << place).join(u';'));
    Q_EMIT chosen(this);
}

void Field::setBackground(const QByteArray &picture)
{
    m_background = picture;
    Q_EMIT backgroundChanged();
}

void Field::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

void Field::setWarning(const QString &warning)
{
    if (warning == m_warning)
        return;
    m_warning = warning;
    Q_EMIT warningChanged();
}

void Field::setValue(const QString &value)
{
    if (value == m_value)
        return;
    m_value = value;
    Q_EMIT valueChanged();
}

void Field::clearParts()
{
    m_parts = partsOf(m_kind, QString());
    Q_EMIT valueChanged();
}

} // namespace luotsi::viewmodels
