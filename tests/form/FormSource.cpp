#include "FormSource.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace luotsi::tests {

namespace {

const QStringList controlElements{QStringLiteral("input"), QStringLiteral("select1"),
                                  QStringLiteral("select"), QStringLiteral("upload"),
                                  QStringLiteral("trigger")};

QString attribute(const QXmlStreamReader &xml, QLatin1String name)
{
    for (const QXmlStreamAttribute &candidate : xml.attributes()) {
        if (candidate.name() == name)
            return candidate.value().toString();
    }
    return {};
}

QString itextId(const QString &expression)
{
    static const QRegularExpression pattern(QStringLiteral("jr:itext\\('([^']+)'\\)"));
    return pattern.match(expression).captured(1);
}

class Reader
{
public:
    explicit Reader(QIODevice *device) : m_xml(device) {}

    FormSource run()
    {
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isStartElement())
                start();
            else if (m_xml.isEndElement())
                m_open.removeLast();
        }
        if (m_xml.hasError())
            m_form.error = QStringLiteral("%1:%2 %3")
                               .arg(m_xml.lineNumber())
                               .arg(m_xml.columnNumber())
                               .arg(m_xml.errorString());
        return m_form;
    }

private:
    void start()
    {
        const QString name = m_xml.name().toString();
        const QString parent = m_open.isEmpty() ? QString() : m_open.last();
        m_open.append(name);
        collectReferences();
        if (name == QLatin1String("translation"))
            m_language = attribute(m_xml, QLatin1String("lang"));
        else if (name == QLatin1String("text"))
            m_text = attribute(m_xml, QLatin1String("id"));
        else if (name == QLatin1String("value") && parent == QLatin1String("text"))
            readText();
        else if (name == QLatin1String("instance"))
            m_instance = attribute(m_xml, QLatin1String("id"));
        else if (m_open.contains(QLatin1String("model")))
            readInstancePart(name);
        else
            readBodyPart(name);
    }

    void readText()
    {
        const QString form = attribute(m_xml, QLatin1String("form"));
        const QString text = m_xml.readElementText(QXmlStreamReader::IncludeChildElements);
        m_open.removeLast();
        m_form.texts[m_language][m_text].insert(form, text);
    }

    void readInstancePart(const QString &name)
    {
        const qsizetype at = m_open.indexOf(QLatin1String("instance"));
        if (at < 0)
            return;
        if (m_instance.isEmpty()) {
            m_form.nodes.insert(QLatin1Char('/') + m_open.mid(at + 1).join(QLatin1Char('/')));
        } else if (name == QLatin1String("name") || name == QLatin1String("itextId")) {
            const QString text = m_xml.readElementText();
            m_open.removeLast();
            if (name == QLatin1String("name"))
                m_form.choices[m_instance].append(text);
            else
                m_form.textReferences.insert(text);
        }
    }

    void readBodyPart(const QString &name)
    {
        const QString ref = attribute(m_xml, QLatin1String("ref"));
        if (name == QLatin1String("repeat"))
            m_form.repeats.insert(attribute(m_xml, QLatin1String("nodeset")));
        if (name == QLatin1String("group") && m_open.count(QLatin1String("group")) == 1)
            m_form.topLevelGroups.append(ref.section(QLatin1Char('/'), -1));
        if (controlElements.contains(name) || name == QLatin1String("group"))
            m_form.controls.append(
                {name, ref, {}, {}, attribute(m_xml, QLatin1String("appearance")).split(u' ')});
        else if (name == QLatin1String("label") && ref.startsWith(QLatin1String("jr:itext('")))
            m_form.controls.last().label = itextId(ref);
        else if (name == QLatin1String("hint"))
            m_form.controls.last().hint = itextId(ref);
    }

    void collectReferences()
    {
        for (const QXmlStreamAttribute &candidate : m_xml.attributes()) {
            const QString value = candidate.value().toString();
            const QString id = itextId(value);
            if (!id.isEmpty())
                m_form.textReferences.insert(id);
            const bool isPath =
                candidate.name() == QLatin1String("ref") || candidate.name() == QLatin1String("nodeset");
            if (isPath && value.startsWith(QLatin1String("/data")))
                m_form.references.insert(QString(value).remove(QLatin1String("orx:")));
            static const QStringList expressions{QStringLiteral("relevant"),  QStringLiteral("constraint"),
                                                 QStringLiteral("calculate"), QStringLiteral("required"),
                                                 QStringLiteral("nodeset"),   QStringLiteral("value")};
            if (expressions.contains(candidate.name().toString()))
                m_form.expressions.append(value);
        }
    }

    QXmlStreamReader m_xml;
    FormSource m_form;
    QStringList m_open;
    QString m_language;
    QString m_text;
    QString m_instance;
};

} // namespace

FormSource FormSource::read(const QString &file)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly)) {
        FormSource form;
        form.error = QStringLiteral("cannot open");
        return form;
    }
    return Reader(&device).run();
}

} // namespace luotsi::tests
