#include "centre/keydesk/InstanceAnswers.h"

#include <QHash>
#include <QXmlStreamReader>

namespace luotsi::centre::keydesk {

namespace {

/// Deepest nesting that is followed; a form's own limit is the same.
constexpr int maximumDepth = 256;

struct Node
{
    QString name;
    QString text;
    std::vector<Node> children;
};

/// Reads the element the reader stands at. False when it goes too deep.
bool readNode(QXmlStreamReader &xml, Node &node, int depth)
{
    if (depth > maximumDepth)
        return false;
    node.name = xml.name().toString();
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement:
            node.children.emplace_back();
            if (!readNode(xml, node.children.back(), depth + 1))
                return false;
            break;
        case QXmlStreamReader::Characters:
            node.text += xml.text();
            break;
        case QXmlStreamReader::EndElement:
            return true;
        default:
            break;
        }
    }
    return !xml.hasError();
}

void collect(const Node &node, const QString &plain, const QString &reference, const QStringList &repeats,
             Answers &answers)
{
    if (node.children.empty()) {
        if (!node.text.isEmpty())
            answers.emplace_back(reference, node.text);
        return;
    }
    QHash<QString, int> total;
    for (const Node &child : node.children)
        ++total[child.name];
    QHash<QString, int> seen;
    for (const Node &child : node.children) {
        const QString childPlain = plain + u'/' + child.name;
        QString childReference = reference + u'/' + child.name;
        const int row = ++seen[child.name];
        if (total.value(child.name) > 1 || repeats.contains(childPlain))
            childReference += QStringLiteral("[%1]").arg(row);
        collect(child, childPlain, childReference, repeats, answers);
    }
}

} // namespace

QStringList repeatPaths(const QByteArray &xform)
{
    QStringList paths;
    QXmlStreamReader xml(xform);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("repeat"))
            paths.append(xml.attributes().value(QLatin1String("nodeset")).toString());
    }
    return paths;
}

base::Result<Answers> instanceAnswers(const QByteArray &instanceXml, const QStringList &repeats)
{
    QXmlStreamReader xml(instanceXml);
    Node root;
    if (!xml.readNextStartElement() || !readNode(xml, root, 0)) {
        return base::Error{base::ErrorCode::MalformedInput,
                           xml.errorString(),
                           {static_cast<int>(xml.lineNumber()), static_cast<int>(xml.columnNumber())}};
    }
    Answers answers;
    collect(root, u'/' + root.name, u'/' + root.name, repeats, answers);
    return answers;
}

} // namespace luotsi::centre::keydesk
