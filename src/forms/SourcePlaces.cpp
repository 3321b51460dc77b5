#include "forms/SourcePlaces.h"

#include <algorithm>
#include <iterator>

namespace luotsi::forms {

namespace {

/// An attribute's value as readers give it (XML 1.0, section 3.3.3), and where each of its characters stands.
struct Value
{
    QString text;
    QList<qsizetype> offsets;
};

QString referenced(QStringView name)
{
    if (name.startsWith(u'#')) {
        const bool hexadecimal = name.size() > 1 && name[1] == u'x';
        const char32_t code = name.sliced(hexadecimal ? 2 : 1).toUInt(nullptr, hexadecimal ? 16 : 10);
        return QString::fromUcs4(&code, 1);
    }
    static const std::pair<QStringView, QChar> known[] = {
        {u"lt", u'<'}, {u"gt", u'>'}, {u"amp", u'&'}, {u"quot", u'"'}, {u"apos", u'\''}};
    for (const auto &[own, character] : known) {
        if (own == name)
            return character;
    }
    return {};
}

Value valueOf(const QString &source, qsizetype from, qsizetype to)
{
    Value value;
    const auto add = [&](const QString &text, qsizetype offset) {
        value.text += text;
        value.offsets.insert(value.offsets.size(), text.size(), offset);
    };
    for (qsizetype at = from; at < to; ++at) {
        const QChar c = source[at];
        const qsizetype end = c == u'&' ? source.indexOf(u';', at) : -1;
        if (end > at && end < to) {
            add(referenced(QStringView(source).mid(at + 1, end - at - 1)), at);
            at = end;
        } else if (c == u'\r' && at + 1 < to && source[at + 1] == u'\n') {
            continue; // the end of a line is one character
        } else {
            add(c == u'\n' || c == u'\r' || c == u'\t' ? QStringLiteral(" ") : QString(c), at);
        }
    }
    return value;
}

} // namespace

SourcePlaces::SourcePlaces(const QByteArray &form) : m_text(QString::fromUtf8(form))
{
    m_lines.append(0);
    for (qsizetype at = m_text.indexOf(u'\n'); at >= 0; at = m_text.indexOf(u'\n', at + 1))
        m_lines.append(at + 1);
}

qsizetype SourcePlaces::offsetOf(base::TextPlace place) const
{
    if (place.line < 1 || place.line > m_lines.size())
        return -1;
    return std::min(m_lines[place.line - 1] + place.column, m_text.size());
}

base::TextPlace SourcePlaces::placeOf(qsizetype offset) const
{
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), offset);
    const qsizetype line = std::distance(m_lines.begin(), next);
    return {static_cast<int>(line), static_cast<int>(offset - m_lines[line - 1]) + 1};
}

std::optional<base::TextPlace> SourcePlaces::find(base::TextPlace tag, const QString &expression,
                                                  int offset) const
{
    const qsizetype known = offsetOf(tag);
    if (known <= 0 || expression.isEmpty())
        return std::nullopt;
    qsizetype at = m_text.lastIndexOf(u'<', known - 1);
    while (at >= 0) {
        const qsizetype equals = m_text.indexOf(u'=', at);
        if (equals < 0)
            break;
        qsizetype quote = equals + 1;
        while (quote < m_text.size() && m_text[quote].isSpace())
            ++quote;
        const bool quoted = quote < m_text.size() && (m_text[quote] == u'"' || m_text[quote] == u'\'');
        const qsizetype end = quoted ? m_text.indexOf(m_text[quote], quote + 1) : -1;
        if (end < 0) {
            at = equals + 1; // in a text
            continue;
        }
        const Value value = valueOf(m_text, quote + 1, end);
        const qsizetype begin = value.text.indexOf(expression);
        if (begin >= 0)
            return placeOf(value.offsets.value(begin + offset, end));
        at = end + 1;
    }
    return std::nullopt;
}

} // namespace luotsi::forms
