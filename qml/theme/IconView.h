#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::theme {

/// A stroked picture from assets/icons in one colour. Decoration: it never carries a meaning that no word
/// beside it says, therefore it has no name for assistive technology. An unknown name paints nothing.
/// `mirrored` turns pictures that point in reading direction. Threading: as every QQuickItem.
class IconView : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)
    Q_PROPERTY(bool mirrored READ isMirrored WRITE setMirrored NOTIFY mirroredChanged)

public:
    explicit IconView(QQuickItem *parent = nullptr);

    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QColor color() const { return m_color; }
    [[nodiscard]] bool isMirrored() const { return m_mirrored; }

    void setName(const QString &name);
    void setColor(const QColor &color);
    void setMirrored(bool mirrored);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void nameChanged();
    void colorChanged();
    void mirroredChanged();

private:
    QString m_name;
    QColor m_color;
    bool m_mirrored = false;
};

} // namespace luotsi::theme
