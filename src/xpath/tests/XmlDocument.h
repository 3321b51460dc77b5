#pragma once

#include "xpath/Tree.h"

#include <QHash>
#include <QXmlStreamReader>

#include <memory>

namespace luotsi::xpath::tests {

/// Reads a whole XML document, text nodes and comments included, into a tree.
inline std::unique_ptr<Tree> readXml(const QString &xml, const std::shared_ptr<Names> &names)
{
    auto tree = std::make_unique<Tree>(names);
    QXmlStreamReader reader(xml.trimmed());
    NodeIndex at = 0;
    QString text;
    bool inSection = false;
    const auto flush = [&] {
        if (!text.isEmpty() && at != 0)
            tree->appendLeaf(at, NodeKind::Text, text);
        text.clear();
    };
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        const bool section = token == QXmlStreamReader::Characters && reader.isCDATA();
        if (token != QXmlStreamReader::Characters || section != inSection)
            flush();
        inSection = section;
        if (token == QXmlStreamReader::StartElement) {
            at = tree->appendElement(at, names->intern(reader.namespaceUri(), reader.name()));
            for (const auto &declaration : reader.namespaceDeclarations())
                tree->appendNamespace(at, names->intern({}, declaration.prefix()),
                                      declaration.namespaceUri().toString());
            for (const auto &attribute : reader.attributes())
                tree->appendAttribute(at, names->intern(attribute.namespaceUri(), attribute.name()),
                                      attribute.value().toString());
        } else if (token == QXmlStreamReader::EndElement) {
            at = tree->parent(at);
        } else if (token == QXmlStreamReader::Characters) {
            text += reader.text();
        } else if (token == QXmlStreamReader::DTD) {
            // The recorded engines walk a browser's tree, in which the document type is a node.
            tree->appendLeaf(at, NodeKind::ProcessingInstruction, {});
        } else if (token == QXmlStreamReader::Comment) {
            tree->appendLeaf(at, NodeKind::Comment, reader.text().toString());
        } else if (token == QXmlStreamReader::ProcessingInstruction) {
            tree->appendLeaf(at, NodeKind::ProcessingInstruction,
                             reader.processingInstructionData().toString(),
                             names->intern({}, reader.processingInstructionTarget()));
        }
    }
    return tree;
}

} // namespace luotsi::xpath::tests
