document.title = 'Thumbnail Maker';
