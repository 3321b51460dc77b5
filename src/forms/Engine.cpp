#include "forms/Engine.h"

#include "xpath/Moments.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace luotsi::forms {

Engine::Engine(std::shared_ptr<const FormDefinition> definition, const Environment &environment)
    : m_definition(std::move(definition)), m_model(m_definition->model()), m_environment(environment),
      m_tree(*m_model.tree), m_states(m_tree.size()), m_queue(m_model.rules.size()),
      m_decidedEarly(m_model.rules.size()), m_language(m_model.defaultLanguage),
      m_now(environment.clock.wallMilliseconds())
{
    for (const NodeIndex node : m_model.templates) {
        m_tree.remove(node);
        m_states[node].alive = false;
    }
    selectLanguage(m_environment.language);
    readLastSaved();
}

void Engine::selectLanguage(const QString &language)
{
    for (std::size_t i = 0; i < m_model.languages.size(); ++i) {
        const QString &name = m_model.languages[i].name;
        // XLSForm writes languages as "Suomi (fi)".
        if (!language.isEmpty() && (name == language || name.endsWith(u'(' + language + u')')))
            m_language = static_cast<int>(i);
    }
    if (m_language >= static_cast<int>(m_model.languages.size()))
        return;
    QString tag = m_model.languages[m_language].name;
    if (const qsizetype open = tag.lastIndexOf(u'('); open >= 0)
        tag = tag.sliced(open + 1).remove(u')');
    const QLocale locale(tag);
    m_locale = locale.language() == QLocale::C || tag.size() > 8 ? QLocale::c() : locale;
}

/// A default of a wrong type is the author's slip, not an answer; but the day of a moment is a date, and the
/// whole part of a number is one.
QString Engine::defaultText(DataType type, const QString &value) const
{
    if (fits(type, value))
        return type == DataType::Date ? value.left(10) : value;
    const bool isNumber = type == DataType::Int && fits(DataType::Decimal, value);
    return isNumber ? answerText(xpath::Value(value.toDouble()), type) : QString();
}

ChangeReport Engine::start()
{
    const Work work(*this);
    dropUnusedDeprecatedId();
    addFixedRows();
    nameDefaultRows(m_tree.rootElement(), true);
    for (NodeIndex node = 0; node < m_tree.size(); ++node) {
        if (m_tree.tag(node) == 0 || m_tree.value(node).isEmpty())
            continue;
        m_tree.setValue(node, defaultText(m_model.nodes[modelOf(node)].type, m_tree.value(node)));
    }
    preload();
    m_fresh = true;
    recalculateAll();
    m_fresh = false;
    mirrorInstanceId();
    fire(QStringLiteral("odk-instance-first-load"), m_tree.rootElement());
    fire(QStringLiteral("odk-instance-load"), m_tree.rootElement());
    fire(QStringLiteral("xforms-ready"), m_tree.rootElement());
    settle();
    return finish();
}

bool Engine::restoreRow(const StoredRow &row)
{
    const NodeId range = find(row.repeat);
    const std::uint32_t repeat = range.isNull() || range.body == none ? none : m_model.body[range.body].model;
    const bool isRange = repeat != none && m_model.nodes[repeat].isRepeat &&
                         m_model.body[range.body].kind == BodyKind::Repeat &&
                         (range.data == 0 || modelOf(range.data) == m_model.nodes[repeat].parent);
    if (!isRange)
        return false;
    if (rowNamed(range.data, repeat, row.row) != xpath::noNode)
        return true;
    const NodeIndex standing = defaultRow(range.data, repeat, row.row);
    const NodeIndex node = standing == xpath::noNode
                               ? insertRow(range.data, repeat, row.row, m_model.nodes[repeat].pattern)
                               : insertRow(range.data, repeat, row.row, standing, RowOrigin::FromForm);
    removeRowsBelow(node); // inner rows come from the stored state alone
    return true;
}

bool Engine::restoreValue(const StoredValue &value)
{
    const NodeId node = find(value.path);
    const bool isRange = !node.isNull() && node.body != none &&
                         m_model.body[node.body].kind == BodyKind::Repeat &&
                         modelOf(node.data) != m_model.body[node.body].model;
    if (node.isNull() || isRange || m_tree.firstChild(node.data) != xpath::noNode)
        return false;
    m_tree.setValue(node.data, value.value);
    override(node.data);
    if (!fits(m_model.nodes[modelOf(node.data)].type, value.value))
        m_kept.push_back({value, base::ErrorCode::TypeMismatch});
    return true;
}

ChangeReport Engine::resume(const StoredState &state)
{
    const Work work(*this);
    removeRowsBelow(m_tree.rootElement());
    std::vector<StoredRow> rows = state.rows;
    std::stable_sort(rows.begin(), rows.end(), [](const StoredRow &a, const StoredRow &b) {
        const auto depth = [](const StoredRow &row) { return row.repeat.count(u'{'); };
        return depth(a) != depth(b)   ? depth(a) < depth(b)
               : a.repeat != b.repeat ? a.repeat < b.repeat
                                      : a.position < b.position;
    });
    m_queue.clear();
    std::vector<StoredValue> values = state.values;
    // What belongs to a counted row finds its place once the count is known.
    for (bool isFirst = true, placed = true; isFirst || placed; isFirst = false) {
        placed = std::erase_if(rows, [this](const StoredRow &row) { return restoreRow(row); }) > 0;
        placed =
            std::erase_if(values, [this](const StoredValue &v) { return restoreValue(v); }) > 0 || placed;
        if (isFirst || placed)
            recalculateAll();
    }
    for (const StoredRow &row : rows)
        m_kept.push_back({{row.repeat + u'{' + row.row + u'}', {}}, base::ErrorCode::NotFound});
    for (const StoredValue &value : values)
        m_kept.push_back({value, base::ErrorCode::NotFound});
    dropUnusedDeprecatedId();
    fire(QStringLiteral("odk-instance-load"), m_tree.rootElement());
    settle();
    return finish();
}

ChangeReport Engine::change(NodeIndex node, const QString &value)
{
    const Work work(*this);
    m_now = m_environment.clock.wallMilliseconds();
    override(node);
    assign(node, value, Cause::User);
    // Part of a value with a space in it is no choice of its own.
    const std::uint32_t body = m_model.nodes[modelOf(node)].control;
    if (body != none && m_model.body[body].control == ControlKind::SelectMany && value.contains(u' '))
        withdraw(body, node);
    settle();
    return finish();
}

/// Every text may read otherwise in another language; the screen asks again for all.
ChangeReport Engine::textReport()
{
    ChangeReport report;
    std::vector<NodeIndex> open{m_tree.rootElement()};
    while (!open.empty()) {
        const NodeIndex node = open.back();
        open.pop_back();
        report.nodes.push_back({idOf(node), TextState | OptionsState | ValidityState});
        for (NodeIndex child = m_tree.lastChild(node); child != xpath::noNode; child = m_tree.previous(child))
            open.push_back(child);
    }
    return report;
}

bool Engine::fits(DataType type, const QString &value) const
{
    return fitsType(type, value, m_environment.timeZone);
}

/// The last point of a shape is its first (ODK XForms, Data types).
static bool closes(const QString &shape)
{
    const QStringList points = shape.split(u';', Qt::SkipEmptyParts);
    const auto place = [](const QString &point) { return point.simplified().split(u' ').mid(0, 2); };
    return points.size() < 2 ||
           place(points.front()) ==
               place(points.last().trimmed().isEmpty() ? points[points.size() - 2] : points.last());
}

bool fitsType(DataType type, const QString &value, const QTimeZone &zone)
{
    if (value.isEmpty())
        return true;
    bool ok = true;
    switch (type) {
    case DataType::Int:
        value.toLongLong(&ok);
        return ok;
    case DataType::Decimal:
        value.toDouble(&ok);
        return ok;
    case DataType::Boolean:
        return value == u"true" || value == u"false" || value == u"1" || value == u"0";
    case DataType::Date:
    case DataType::DateTime:
        return xpath::parseMoment(value, zone).has_value();
    case DataType::Time:
        return xpath::parseMoment(QStringLiteral("1970-01-01T") + value, zone).has_value();
    case DataType::Geopoint:
    case DataType::Geotrace:
    case DataType::Geoshape:
        for (const QString &point : value.split(u';', Qt::SkipEmptyParts)) {
            const QStringList numbers = point.simplified().split(u' ', Qt::SkipEmptyParts);
            if (numbers.isEmpty() && !point.isEmpty())
                continue;
            if (numbers.size() < 2 || numbers.size() > 4)
                return false;
            for (const QString &number : numbers) {
                number.toDouble(&ok);
                if (!ok)
                    return false;
            }
        }
        return type != DataType::Geoshape || closes(value);
    default:
        return true;
    }
}

} // namespace luotsi::forms
