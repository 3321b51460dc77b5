#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace luotsi::components {

/// Some neighbouring rows of a flat list, as a list of their own with the same roles, and `place`: the number
/// of the row in the whole list. What the list announces of these rows is passed on. Threading: GUI thread.
class RowSlice : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    /// A list model; anything else counts as an empty list.
    Q_PROPERTY(QObject *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int first READ first WRITE setFirst NOTIFY sliceChanged)
    Q_PROPERTY(int size READ size WRITE setSize NOTIFY sliceChanged)

public:
    enum Role { PlaceRole = Qt::UserRole + 1000 };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] QObject *source() const { return m_source; }
    void setSource(QObject *source);
    [[nodiscard]] int first() const { return m_first; }
    void setFirst(int first);
    [[nodiscard]] int size() const { return m_size; }
    void setSize(int size);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sourceChanged();
    void sliceChanged();

private:
    void recount();
    void reset();
    void passOn(int top, int bottom, const QList<int> &roles);
    [[nodiscard]] int available() const;

    QAbstractItemModel *m_source = nullptr;
    int m_first = 0;
    int m_size = 0;
    int m_count = 0;
};

} // namespace luotsi::components
