#include "DrawingPad.h"

#include <QBuffer>
#include <QFont>
#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace luotsi::components {

namespace {

constexpr int pictureWidth = 1200; // pixels of a drawing; a page of A4 shows no more
constexpr qreal lineShare = 0.006; // of the width
constexpr qreal wordsShare = 0.3;  // of the height

} // namespace

DrawingPad::DrawingPad(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setAntialiasing(true);
}

void DrawingPad::setBackground(const QByteArray &picture)
{
    if (picture == m_background)
        return;
    m_background = picture;
    m_picture = QImage::fromData(picture);
    clear();
    Q_EMIT backgroundChanged();
}

qreal DrawingPad::shape() const
{
    return m_picture.isNull() ? m_blankShape : qreal(m_picture.height()) / std::max(1, m_picture.width());
}

void DrawingPad::undo()
{
    if (m_strokes.isEmpty())
        return;
    m_strokes.removeLast();
    update();
    Q_EMIT drawn();
}

void DrawingPad::clear()
{
    m_current.clear();
    m_strokes.clear();
    update();
    Q_EMIT drawn();
}

QByteArray DrawingPad::png(const QString &words) const
{
    if (m_strokes.isEmpty() && words.trimmed().isEmpty())
        return {};
    QImage sheet(pictureWidth, std::max(1, qRound(pictureWidth * shape())), QImage::Format_RGB32);
    sheet.fill(Qt::white);
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_picture.isNull())
        painter.drawImage(sheet.rect(), m_picture);
    draw(painter, pictureWidth);
    if (m_strokes.isEmpty()) {
        QFont font(QStringLiteral("Inter"));
        font.setPixelSize(
            std::max(16, qRound(std::min<qreal>(sheet.height() * wordsShare, pictureWidth / 12.0))));
        painter.setFont(font);
        painter.setPen(Qt::black);
        painter.drawText(sheet.rect().adjusted(24, 12, -24, -12), Qt::AlignCenter | Qt::TextWordWrap,
                         words.trimmed());
    }
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return buffer.open(QIODevice::WriteOnly) && sheet.save(&buffer, "PNG") ? bytes : QByteArray();
}

void DrawingPad::paint(QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(boundingRect(), Qt::white);
    if (!m_picture.isNull())
        painter->drawImage(boundingRect(), m_picture);
    draw(*painter, width());
}

void DrawingPad::draw(QPainter &painter, qreal width) const
{
    painter.save();
    painter.scale(width, width);
    painter.setPen(QPen(Qt::black, lineShare, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QPolygonF &stroke : m_strokes)
        stroke.size() == 1 ? painter.drawPoint(stroke.constFirst()) : painter.drawPolyline(stroke);
    m_current.size() == 1 ? painter.drawPoint(m_current.constFirst()) : painter.drawPolyline(m_current);
    painter.restore();
}

void DrawingPad::mousePressEvent(QMouseEvent *event)
{
    // A page that scrolls would take the finger's way for its own.
    setKeepMouseGrab(true);
    add(event->position());
    event->accept();
}

void DrawingPad::mouseMoveEvent(QMouseEvent *event)
{
    add(event->position());
}

void DrawingPad::mouseReleaseEvent(QMouseEvent *)
{
    finish();
}

void DrawingPad::mouseUngrabEvent()
{
    finish();
}

void DrawingPad::add(const QPointF &at)
{
    const QPointF inside(std::clamp(at.x(), 0.0, width()), std::clamp(at.y(), 0.0, height()));
    m_current.append(inside / std::max(1.0, width()));
    update();
}

void DrawingPad::finish()
{
    setKeepMouseGrab(false);
    if (m_current.isEmpty())
        return;
    m_strokes.append(m_current);
    m_current.clear();
    update();
    Q_EMIT drawn();
}

} // namespace luotsi::components
