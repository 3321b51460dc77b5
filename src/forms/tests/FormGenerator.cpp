#include "FormGenerator.h"

#include "Scenario.h"

namespace luotsi::forms::tests {

QString FormGenerator::freshName(const char *prefix)
{
    return QString::fromLatin1(prefix) + QString::number(m_names++);
}

/// Is there one such node for whoever stands in these rows?
bool FormGenerator::isOne(const Leaf &leaf, const QStringList &repeats) const
{
    return m_alike ? repeats.mid(0, leaf.repeats.size()) == leaf.repeats
                   : leaf.repeats.size() <= repeats.size();
}

/// Null when there is none; of forms that every engine reads alike only what is one.
const FormGenerator::Leaf *FormGenerator::pickOne(const QStringList &repeats)
{
    if (m_leaves.empty())
        return nullptr;
    const Leaf &leaf = m_dice.pick(m_leaves);
    return m_alike && !isOne(leaf, repeats) ? nullptr : &leaf;
}

/// How an expression at `from` names a leaf: by its path, or step by step where both stand in one row.
QString FormGenerator::reading(const Leaf &leaf, const QString &from, const QStringList &repeats)
{
    qsizetype shared = 0;
    while (shared < leaf.repeats.size() && shared < repeats.size() && leaf.repeats[shared] == repeats[shared])
        ++shared;
    const bool ownRow = shared > 0 && (m_alike || shared == leaf.repeats.size());
    if (!ownRow || (!m_alike && m_dice.chance(40)))
        return leaf.path;
    const QString &row = leaf.repeats[shared - 1];
    const auto up = from.mid(row.size()).count(u'/');
    return QStringLiteral("../").repeated(up) + leaf.path.mid(row.size() + 1);
}

QString FormGenerator::number(const QString &from, const QStringList &repeats)
{
    if (m_leaves.empty() || m_dice.chance(15))
        return QString::number(m_dice.below(10));
    const Leaf &leaf = m_dice.pick(m_leaves);
    const QString path = reading(leaf, from, repeats);
    const bool one = isOne(leaf, repeats);
    if (!m_readsSets)
        return one ? QStringLiteral("string-length(%1)").arg(path) : QStringLiteral("3");
    switch (m_dice.below(one ? 6 : 4)) {
    case 0:
        return QStringLiteral("count(%1)").arg(path);
    case 1:
        return (m_alike ? QStringLiteral("count(%1[. > 0])") : QStringLiteral("sum(%1)")).arg(path);
    case 2:
        return QStringLiteral("count-non-empty(%1)").arg(path);
    case 3:
        return QStringLiteral("string-length(join(',', %1))").arg(path);
    case 4:
        return (m_alike ? QStringLiteral("(string-length(%1) + %2)") : QStringLiteral("(%1 + %2)"))
            .arg(path)
            .arg(m_dice.below(5));
    default:
        return repeats.isEmpty() || m_dice.chance(50) ? QStringLiteral("coalesce(%1, 2)").arg(path)
                                                      : QStringLiteral("position(..)");
    }
}

/// A function of ODK or XPath over one answer.
QString FormGenerator::valueOf(const QString &path, bool isDate)
{
    static const std::vector<QString> ofTexts{
        QStringLiteral("string-length(%1)"),         QStringLiteral("substr(%1, 1, 3)"),
        QStringLiteral("normalize-space(%1)"),       QStringLiteral("translate(%1, 'ab', 'ba')"),
        QStringLiteral("count-selected(%1)"),        QStringLiteral("selected-at(%1, 1)"),
        QStringLiteral("substring-before(%1, ' ')"), QStringLiteral("substring-after(%1, '-')"),
        QStringLiteral("contains(%1, 'a')"),         QStringLiteral("starts-with(%1, '2')"),
        QStringLiteral("coalesce(%1, 'none')"),      QStringLiteral("boolean-from-string(%1)"),
        QStringLiteral("if(%1 = '', 0, 1)"),         QStringLiteral("regex(%1, '^[0-9]+$')"),
        QStringLiteral("string(number(%1) = 3)")};
    static const std::vector<QString> ofNodes{QStringLiteral("concat(%1, position(..))"),
                                              QStringLiteral("string(boolean(%1))")};
    static const std::vector<QString> ofDates{QStringLiteral("format-date(%1, '%d.%m.%Y')"),
                                              QStringLiteral("decimal-date-time(%1)"),
                                              QStringLiteral("if(%1 > date('2024-01-01'), 'late', 'early')"),
                                              QStringLiteral("date(%1)"), QStringLiteral("string(%1)")};
    const std::vector<QString> &functions = isDate                             ? ofDates
                                            : m_readsSets && m_dice.chance(15) ? ofNodes
                                                                               : ofTexts;
    return QString(m_dice.pick(functions)).replace(QLatin1String("%1"), path);
}

QString FormGenerator::text(const QString &from, const QStringList &repeats)
{
    const Leaf *leaf = pickOne(repeats);
    if (leaf == nullptr)
        return QStringLiteral("'t'");
    const QString path = reading(*leaf, from, repeats);
    if (isOne(*leaf, repeats) && m_dice.chance(50))
        return valueOf(path, leaf->type == u"date");
    switch (m_dice.below(4)) {
    case 0:
        return QStringLiteral("concat(%1, '-', %2)").arg(path, number(from, repeats));
    case 1:
        return QStringLiteral("if(%1, 'yes', %2)").arg(condition(from, repeats), path);
    case 2:
        return (m_readsSets ? QStringLiteral("join(' ', %1)") : QStringLiteral("concat(%1, '.')")).arg(path);
    default:
        return QStringLiteral("string(%1)").arg(path);
    }
}

QString FormGenerator::condition(const QString &from, const QStringList &repeats)
{
    const Leaf *leaf = pickOne(repeats);
    if (leaf == nullptr)
        return QStringLiteral("true()");
    const QString path = reading(*leaf, from, repeats);
    switch (m_dice.below(6)) {
    case 0:
        return QStringLiteral("%1 != ''").arg(path);
    case 1:
        return QStringLiteral("%1 = '%2'").arg(path).arg(m_dice.below(4));
    case 2:
        return QStringLiteral("%1 > %2").arg(number(from, repeats)).arg(m_dice.below(5));
    case 3:
        return QStringLiteral("selected(%1, 'a')").arg(path);
    case 4:
        return QStringLiteral("not(%1 = 'b') or %2 < 3").arg(path, number(from, repeats));
    default:
        return QStringLiteral("%1 = '' and %2 < 4").arg(path, number(from, repeats));
    }
}

bool FormGenerator::addRules(const Leaf &leaf)
{
    const auto quoted = [](const QString &expression) { return expression.toHtmlEscaped(); };
    QString bind = QStringLiteral("<bind nodeset='%1' type='%2'").arg(leaf.path, leaf.type);
    const auto rule = [&](const char *name, const QString &expression) {
        bind += QStringLiteral(" %1=\"%2\"").arg(QString::fromLatin1(name), quoted(expression));
    };
    if (m_hides && m_dice.chance(25))
        rule("relevant", condition(leaf.path, leaf.repeats));
    if (m_dice.chance(20))
        rule("required", condition(leaf.path, leaf.repeats));
    if (m_dice.chance(10))
        rule("readonly", condition(leaf.path, leaf.repeats));
    if (m_dice.chance(15))
        rule("constraint", (m_dice.chance(50) ? QStringLiteral(". != '3' or ") : QString()) +
                               condition(leaf.path, leaf.repeats));
    const bool isText = leaf.type == u"string" && m_dice.chance(25);
    const bool isNumber = (leaf.type == u"int" || leaf.type == u"decimal") && m_dice.chance(30);
    if (isText || isNumber)
        rule("calculate", isText ? text(leaf.path, leaf.repeats) : number(leaf.path, leaf.repeats));
    m_binds += bind + QStringLiteral("/>");
    return isText || isNumber;
}

void FormGenerator::addSelect(const QString &path, const Leaf &leaf)
{
    const char *element = m_dice.chance(50) ? "select1" : "select";
    if (m_dice.chance(50) || m_leaves.empty()) {
        m_body +=
            QStringLiteral("<%1 ref='%2'><label>L</label><item><label>A</label><value>a</value></item><item>"
                           "<label>B</label><value>b</value></item></%1>")
                .arg(QString::fromLatin1(element), path);
        return;
    }
    const Leaf &key = m_dice.pick(m_leaves);
    // In a filter a path to another row would mean this one, as everywhere; only what is read as one value
    // fits.
    const QString filter = (m_alike ? !key.repeats.isEmpty() : key.repeats.size() > leaf.repeats.size())
                               ? QStringLiteral("k != '%1'").arg(m_dice.below(3))
                               : QStringLiteral("k = %1 or k = 'a'").arg(key.path);
    const QString rows = QStringLiteral("instance('list')/root/item[%1]").arg(filter);
    m_body += QStringLiteral("<%1 ref='%2'><label>L</label><itemset nodeset=\"%3\">"
                             "<value ref='v'/><label ref='v'/></itemset></%1>")
                  .arg(QString::fromLatin1(element), path,
                       m_dice.chance(25) ? QStringLiteral("randomize(%1, %2)").arg(rows).arg(m_dice.below(99))
                                         : rows);
}

/// A text of the question itself, or one in two languages.
QString FormGenerator::label(const Leaf &leaf)
{
    if (m_leaves.empty() || m_dice.chance(50))
        return QStringLiteral("<label>L</label>");
    const QString output =
        QStringLiteral("<output value=\"%1\"/>").arg(text(leaf.path, leaf.repeats).toHtmlEscaped());
    if (m_dice.chance(50))
        return QStringLiteral("<label>L %1</label>").arg(output);
    const QString id = freshName("t");
    m_texts[0] += QStringLiteral("<text id='%1'><value>First %2</value></text>").arg(id, output);
    m_texts[1] += QStringLiteral("<text id='%1'><value>%2 second</value></text>").arg(id, output);
    return QStringLiteral("<label ref=\"jr:itext('%1')\"/>").arg(id);
}

/// What happens when the question is answered, or its row comes: a node of its own takes a value.
QString FormGenerator::action(const Leaf &leaf)
{
    const bool inRow = !leaf.repeats.isEmpty();
    const char *event = inRow && m_dice.chance(30)    ? "odk-new-repeat"
                        : !inRow && m_dice.chance(30) ? "odk-instance-first-load"
                                                      : "xforms-value-changed";
    const Leaf set{leaf.path.left(leaf.path.lastIndexOf(u'/') + 1) + freshName("s"), QStringLiteral("string"),
                   leaf.repeats};
    m_instance += QStringLiteral("<%1/>").arg(set.path.mid(set.path.lastIndexOf(u'/') + 1));
    m_binds += QStringLiteral("<bind nodeset='%1' type='string'/>").arg(set.path);
    const QString value = text(leaf.path, leaf.repeats).toHtmlEscaped();
    m_leaves.push_back(set);
    const QString element = QStringLiteral("<setvalue event='%1' ref='%2' value=\"%3\"/>")
                                .arg(QLatin1String(event), set.path, value);
    if (QLatin1String(event) == QLatin1String("xforms-value-changed"))
        return element;
    if (inRow)
        m_body += element; // stands in the repeat, beside the questions
    else
        m_binds += element;
    return {};
}

void FormGenerator::addLeaf(const QString &path, const QStringList &repeats)
{
    static const std::vector<QString> types{QStringLiteral("string"), QStringLiteral("string"),
                                            QStringLiteral("int"), QStringLiteral("decimal"),
                                            QStringLiteral("date")};
    const QString name = freshName("q");
    Leaf leaf{path + u'/' + name, m_dice.pick(types), repeats};
    if (m_alike && leaf.type == u"decimal")
        leaf.type = QStringLiteral("int");
    const bool hasDefault = leaf.type == u"int" && m_dice.chance(30);
    m_instance += hasDefault ? QStringLiteral("<%1>%2</%1>").arg(name).arg(m_dice.below(5))
                             : QStringLiteral("<%1/>").arg(name);
    if (leaf.type == u"string" && m_dice.chance(35)) {
        m_binds += QStringLiteral("<bind nodeset='%1' type='string'/>").arg(leaf.path);
        addSelect(leaf.path, leaf);
    } else {
        const bool calculated = addRules(leaf);
        // What a person puts over a calculation is calculated again at once, or when the outcome differs.
        if (m_alike ? !calculated : m_dice.chance(85)) {
            const QString said = label(leaf);
            // Of a question that is no longer asked, or in a row that has moved up, some forget what it does.
            const bool acts = !m_alike || (!m_hides && repeats.isEmpty());
            const QString does = acts && m_dice.chance(25) ? action(leaf) : QString();
            m_body += QStringLiteral("<input ref='%1'>%2%3</input>").arg(leaf.path, said, does);
        }
    }
    m_leaves.push_back(std::move(leaf));
}

void FormGenerator::addRepeat(const QString &path, const QStringList &repeats, int depth)
{
    const QString name = freshName("r");
    const QString own = path + u'/' + name;
    const bool counted = m_dice.chance(35) && !m_leaves.empty();
    // A count that is no number, or no whole one, is none to some and the one before to others; and so is the
    // relevance of a repeat that has no row.
    const QString wanted =
        m_alike ? QStringLiteral("string-length(%1)").arg(text(own, repeats)) : number(own, repeats);
    const QString count =
        counted ? QStringLiteral(" jr:count=\"%1 mod 4\"").arg(wanted.toHtmlEscaped()) : QString();
    if (!m_alike && m_dice.chance(20))
        m_binds += QStringLiteral("<bind nodeset='%1' relevant=\"%2\"/>")
                       .arg(own, condition(own, repeats).toHtmlEscaped());
    // A template inside a repeat without one is a row to some.
    const bool templated = m_alike ? m_alwaysTemplates : m_dice.chance(60);
    m_instance +=
        templated ? QStringLiteral("<%1 jr:template=''>").arg(name) : QStringLiteral("<%1>").arg(name);
    m_body += QStringLiteral("<group ref='%1'><label>R</label><repeat nodeset='%1'%2>").arg(own, count);
    fill(own, repeats + QStringList(own), depth + 1);
    m_body += QStringLiteral("</repeat></group>");
    m_instance += QStringLiteral("</%1>").arg(name);
    m_repeats.push_back(own);
}

void FormGenerator::fill(const QString &path, const QStringList &repeats, int depth)
{
    for (int left = 2 + m_dice.below(depth == 0 ? 8 : 4); left > 0; --left) {
        const int kind = m_dice.below(100);
        if (kind < 18 && depth < 2) {
            addRepeat(path, repeats, depth);
        } else if (kind < 32 && depth < 3) {
            const QString name = freshName("g");
            const QString own = path + u'/' + name;
            if (m_hides && m_dice.chance(50))
                m_binds += QStringLiteral("<bind nodeset='%1' relevant=\"%2\"/>")
                               .arg(own, condition(own, repeats).toHtmlEscaped());
            m_instance += QStringLiteral("<%1>").arg(name);
            m_body += QStringLiteral("<group ref='%1'><label>G</label>").arg(own);
            fill(own, repeats, depth + 1);
            m_body += QStringLiteral("</group>");
            m_instance += QStringLiteral("</%1>").arg(name);
        } else {
            addLeaf(path, repeats);
        }
    }
}

/// The choices of the form: in it, or in a file of one of three kinds beside it.
QString FormGenerator::list()
{
    static const char *const kinds[] = {"", "xml", "csv", "geojson"};
    const QString kind = QString::fromLatin1(kinds[m_dice.below(4)]);
    const QString row =
        kind == u"csv" ? QStringLiteral("%1,%2\n")
        : kind == u"geojson"
            ? QStringLiteral(R"({"type":"Feature","geometry":{"type":"Point","coordinates":[24.5,60]},)"
                             R"("properties":{"k":"%1","v":"%2"}},)")
            : QStringLiteral("<item><k>%1</k><v>%2</v></item>");
    QString rows;
    for (const char *value : {"a", "b", "c", "d"})
        rows += row.arg(QString::number(m_dice.below(3)), QString::fromLatin1(value));
    rows += row.arg(QStringLiteral("a"), QStringLiteral("z"));
    if (kind.isEmpty())
        return QStringLiteral("<instance id='list'><root>%1</root></instance>").arg(rows);
    const QString file = QStringLiteral("list-%1.%2").arg(m_seed).arg(kind);
    const QString address = QStringLiteral("jr://%1/%2").arg(kind == u"csv" ? u"file-csv" : u"file", file);
    const QString content =
        kind == u"csv" ? QStringLiteral("k,v\n") + rows
        : kind == u"xml"
            ? QStringLiteral("<root>%1</root>").arg(rows)
            : QStringLiteral(R"({"type":"FeatureCollection","features":[%1]})").arg(rows.chopped(1));
    m_files.insert(address, content.toUtf8());
    return QStringLiteral("<instance id='list' src='%1'/>").arg(address);
}

QByteArray FormGenerator::run()
{
    m_alwaysTemplates = m_dice.chance(50);
    fill(QStringLiteral("/data"), {}, 0);
    const QString texts =
        m_texts[0].isEmpty()
            ? QString()
            : QStringLiteral("<itext><translation lang='en' default='true()'>%1</translation>"
                             "<translation lang='fi'>%2</translation></itext>")
                  .arg(m_texts[0], m_texts[1]);
    return formXml(QStringLiteral("<data id='generated'>%1<meta><instanceID/></meta></data>").arg(m_instance),
                   list() + m_binds +
                       QStringLiteral("<bind nodeset='/data/meta/instanceID' jr:preload='uid'/>") + texts,
                   m_body);
}

} // namespace luotsi::forms::tests
