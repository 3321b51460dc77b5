#include "viewmodels/Field.h"

namespace luotsi::viewmodels {

namespace {

constexpr QChar datePartSeparator = QLatin1Char('.');

} // namespace

Field::Field(Kind kind, QString name, QString ref, QObject *parent)
    : QObject(parent), m_kind(kind), m_name(std::move(name)), m_ref(std::move(ref))
{
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

void Field::setDatePart(int part, const QString &text)
{
    if (part < 0 || part >= m_dateParts.size() || m_dateParts.at(part) == text || m_content.readOnly)
        return;
    m_dateParts[part] = text;
    const bool empty = m_dateParts.join(QString()).isEmpty();
    m_value = empty ? QString() : m_dateParts.join(datePartSeparator);
    Q_EMIT valueChanged();
    Q_EMIT typed(this);
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
    Q_EMIT attachAsked(this, sourceId);
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

void Field::setContent(const FieldContent &content)
{
    if (content == m_content)
        return;
    m_content = content;
    Q_EMIT contentChanged();
}

void Field::showValue(const QString &value)
{
    if (m_kind == SelectOne || m_kind == SelectMany)
        m_options.select(value.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    if (m_kind == Date) {
        m_dateParts = value.split(datePartSeparator);
        m_dateParts.resize(3);
    }
    setValue(value);
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

} // namespace luotsi::viewmodels
